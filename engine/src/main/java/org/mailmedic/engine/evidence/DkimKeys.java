package org.mailmedic.engine.evidence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The DKIM keys of a domain (RFC 6376 section 3.6.1) as far as their selectors are known: those of
/// the service that holds the account, and those that a returned message was signed with. Key
/// subject: the domain.
///
/// @param domain without trailing dot
/// @param tree status of the look-up of TXT at `_domainkey.DOMAIN`: NXDOMAIN means that there is no
///   key of any selector (RFC 8020)
/// @param service the name of the service whose selectors were asked for; null where there is none,
///   or its selectors are not known
/// @param keys one for each selector; empty where none is known
public record DkimKeys(String domain, String tree, @Nullable String service, List<Key> keys)
    implements Evidence {
  public DkimKeys {
    keys = List.copyOf(keys);
  }

  /// The key for a domain.
  public static EvidenceKey<DkimKeys> key(String domain) {
    return new EvidenceKey<>(DkimKeys.class, domain);
  }

  /// Where a selector is known from.
  public enum Source {
    /// The service's profile.
    SERVICE,
    /// A signature in what came back.
    REPLY
  }

  /// What is published for a selector.
  ///
  /// @param selector as it stands before `._domainkey`
  /// @param status of the look-up
  /// @param texts the TXT records, each as one text; empty where there are none
  /// @param alias the name that it is an alias of; null where it is none
  /// @param reason why the look-up failed; null where there is nothing to say
  public record Key(
      String selector,
      Source source,
      String status,
      List<String> texts,
      @Nullable String alias,
      @Nullable String reason) {
    public Key {
      texts = List.copyOf(texts);
    }

    /// Whether it is known what is there.
    public boolean known() {
      return status.equals("ANSWER") || status.equals("NODATA") || status.equals("NXDOMAIN");
    }
  }

  @Override
  public String kind() {
    return "dns";
  }

  @Override
  public boolean settled() {
    return keys.stream().allMatch(Key::known);
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    for (Key key : keys) {
      if (!key.known()) {
        return Attempt.Reason.ofLookup(key.status());
      }
    }
    return Attempt.Reason.DEADLINE;
  }

  @Override
  public String summary() {
    List<String> lines = new ArrayList<>();
    for (Key key : keys) {
      String found = key.texts().isEmpty() ? key.status() : String.join(" | ", key.texts());
      String name = key.selector() + "._domainkey." + domain;
      lines.add(name + (key.alias() == null ? "" : " CNAME " + key.alias()) + " TXT " + found);
    }
    return lines.isEmpty() ? "_domainkey." + domain + " TXT " + tree : String.join("; ", lines);
  }
}
