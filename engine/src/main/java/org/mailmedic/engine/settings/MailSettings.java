package org.mailmedic.engine.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.knowledge.providers.ProviderProfile;

/// What to type into a mail program to use an account. Immutable.
///
/// @param complaint whose account it is; without a local part the settings are those of everybody
///   on the domain
/// @param source where the servers are known from
/// @param profile the service that holds the account; null where it is unknown
/// @param detectedBy how the service was told: `option`, `domain` or `mx`; null where it is unknown
/// @param certain whether it is more than a guess that this service holds the account
/// @param alike other services that take mail at the same hosts, which the domain can't tell apart;
///   ids and names
/// @param servers for each protocol those of the account, the recommended one first
/// @param unseen why it could not be looked up which service it is; null where it could
public record MailSettings(
    Complaint complaint,
    Source source,
    @Nullable ProviderProfile profile,
    @Nullable String detectedBy,
    boolean certain,
    List<ProviderProfile> alike,
    List<Server> servers,
    Attempt.@Nullable Reason unseen) {
  public MailSettings {
    alike = List.copyOf(alike);
    servers = List.copyOf(servers);
  }

  /// Stands in a user name for the whole address, as in `config-v1.1.xml`.
  public static final String ADDRESS = "%EMAILADDRESS%";

  /// Stands in a user name for the part of the address before the `@`.
  public static final String LOCAL_PART = "%EMAILLOCALPART%";

  private static final String DOMAIN = "%EMAILDOMAIN%";

  /// Where the servers are known from.
  public enum Source {
    /// The profile of the service.
    PROFILE("profile"),
    /// What the domain publishes for mail programs.
    PUBLISHED("published"),
    /// Nothing is known.
    NONE("none");

    private final String id;

    Source(String id) {
      this.id = id;
    }

    /// The word in JSON.
    public String id() {
      return id;
    }
  }

  /// What a mail program speaks with a server.
  public enum Protocol {
    IMAP("imap"),
    POP("pop"),
    /// SMTP for mail programs (RFC 6409).
    SUBMISSION("submission"),
    /// Exchange on smartphones.
    ACTIVESYNC("activesync"),
    /// Exchange Web Services.
    EWS("ews");

    private final String id;

    Protocol(String id) {
      this.id = id;
    }

    /// The word in profiles and JSON.
    public String id() {
      return id;
    }
  }

  /// A server.
  ///
  /// @param host its name; has a `*` where part of it differs from account to account and is not
  ///   known
  /// @param username what to sign in with; may hold [#ADDRESS] and [#LOCAL_PART]
  /// @param signIn the ways in which it takes a sign-in, the recommended one first
  /// @param live what was seen of it
  public record Server(
      Protocol protocol,
      String host,
      int port,
      Security security,
      String username,
      List<ProviderProfile.SignIn> signIn,
      Live live) {
    public Server {
      signIn = List.copyOf(signIn);
    }

    /// Whether the whole name is known.
    public boolean complete() {
      return host.indexOf('*') < 0;
    }
  }

  /// Whether there is anything to type.
  public boolean known() {
    return !servers.isEmpty();
  }

  /// Whether the service's own program on the person's computer (Bridge) shows what to type.
  public boolean bridged() {
    return profile != null && profile.signIn().getFirst() == ProviderProfile.SignIn.BRIDGE;
  }

  /// The servers for a protocol, the recommended one first.
  public List<Server> servers(Protocol protocol) {
    return servers.stream().filter(server -> server.protocol() == protocol).toList();
  }

  /// The recommended server for a protocol.
  public Optional<Server> server(Protocol protocol) {
    return servers(protocol).stream().findFirst();
  }

  /// The one that mail is read with: IMAP, else POP.
  public Optional<Server> incoming() {
    return server(Protocol.IMAP).or(() -> server(Protocol.POP));
  }

  /// The one that mail is sent with.
  public Optional<Server> outgoing() {
    return server(Protocol.SUBMISSION);
  }

  /// The ways in which the account takes a sign-in, the recommended one first.
  public List<ProviderProfile.SignIn> signIn() {
    if (profile != null) {
      return profile.signIn();
    }
    List<ProviderProfile.SignIn> all = new ArrayList<>();
    for (Server server : servers) {
      for (ProviderProfile.SignIn way : server.signIn()) {
        if (!all.contains(way)) {
          all.add(way);
        }
      }
    }
    return all;
  }

  /// A user name as it is typed; null where it takes a local part and none is known.
  public @Nullable String username(Server server) {
    String name = server.username().replace(DOMAIN, complaint.domain());
    String address = complaint.address();
    if (address == null) {
      return name.indexOf('%') < 0 ? name : null;
    }
    return name.replace(ADDRESS, address)
        .replace(LOCAL_PART, String.valueOf(complaint.localPart()));
  }
}
