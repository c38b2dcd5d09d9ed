package org.mailmedic.knowledge.providers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The mail services that are known, profiles of one's own before the built-in ones. Immutable.
public final class Providers {
  private static final class Holder {
    static final Providers BUILT_IN = load();
  }

  private final Map<String, ProviderProfile> byId;

  /// By the domains on which a service gives out addresses.
  private final Map<String, ProviderProfile> byDomain = new HashMap<>();

  /// Patterns of MX hosts of each filter.
  private final Map<String, List<String>> filters;

  private Providers(List<ProviderProfile> profiles, Map<String, List<String>> filters) {
    this.filters = filters;
    byId = new LinkedHashMap<>();
    for (ProviderProfile profile : profiles) {
      if (byId.putIfAbsent(profile.id(), profile) == null) {
        for (String domain : profile.domains()) {
          byDomain.putIfAbsent(domain, profile);
        }
      }
    }
  }

  /// Those that come with the program.
  public static Providers builtIn() {
    return Holder.BUILT_IN;
  }

  /// These and, before them, others; one with an id that is here already takes its place.
  public Providers with(List<ProviderProfile> own) {
    if (own.isEmpty()) {
      return this;
    }
    List<ProviderProfile> all = new ArrayList<>(own);
    all.addAll(byId.values());
    return new Providers(all, filters);
  }

  /// The profile with this id.
  public Optional<ProviderProfile> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// The ids, in order.
  public Set<String> ids() {
    return java.util.Collections.unmodifiableSet(byId.keySet());
  }

  /// The profiles, in order.
  public List<ProviderProfile> all() {
    return List.copyOf(byId.values());
  }

  /// The first profile that an MX host belongs to, be it one that only redirects.
  ///
  /// @param host lower case, without the trailing dot
  public Optional<ProviderProfile> owner(String host) {
    for (ProviderProfile profile : byId.values()) {
      if (profile.takesMailAt(host) || profile.redirectsAt(host)) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }

  /// The service that gives out addresses on this domain.
  ///
  /// @param domain lower case, without the trailing dot
  public Optional<ProviderProfile> ofDomain(String domain) {
    return Optional.ofNullable(byDomain.get(domain));
  }

  /// The filter that an MX host belongs to: mail goes through it on its way to a service.
  public Optional<String> filter(String host) {
    for (Map.Entry<String, List<String>> filter : filters.entrySet()) {
      if (filter.getValue().stream().anyMatch(glob -> Glob.matches(glob, host))) {
        return Optional.of(filter.getKey());
      }
    }
    return Optional.empty();
  }

  private static Providers load() {
    try (InputStream raw =
            Providers.class.getResourceAsStream("/org/mailmedic/knowledge/providers.bin");
        DataInputStream in =
            new DataInputStream(
                new BufferedInputStream(Objects.requireNonNull(raw, "providers.bin")))) {
      List<ProviderProfile> profiles = new ArrayList<>();
      for (int n = in.readShort(); n > 0; n--) {
        profiles.add(ProfileFormat.read(in));
      }
      Map<String, List<String>> filters = new LinkedHashMap<>();
      for (int n = in.readShort(); n > 0; n--) {
        filters.put(in.readUTF(), ProfileFormat.readTexts(in));
      }
      return new Providers(profiles, filters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
