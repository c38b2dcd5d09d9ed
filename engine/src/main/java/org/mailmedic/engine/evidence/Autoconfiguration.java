package org.mailmedic.engine.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;

/// What mail programs find out by themselves about an account's servers, each way that they know on
/// its own. Key subject: the domain.
///
/// @param domain the domain
/// @param sources what each way brought, in the order that programs trust them in: what the domain
///   says, then what others say of it, at the end the profile of the service
public record Autoconfiguration(String domain, List<Source> sources) implements Evidence {
  private static final int MAX_SUMMARY = 400;

  public Autoconfiguration {
    sources = List.copyOf(sources);
  }

  /// The key for a domain.
  public static EvidenceKey<Autoconfiguration> key(String domain) {
    return new EvidenceKey<>(Autoconfiguration.class, domain);
  }

  /// Ways of finding out.
  public enum Way {
    /// SRV records (RFC 6186, RFC 8314 section 5.1).
    SRV(true),
    /// `user-agent-configuration.json` (draft-ietf-mailmaint-pacc).
    PACC(true),
    /// `config-v1.1.xml` at the domain (draft-ietf-mailmaint-autoconfig).
    AUTOCONFIG(true),
    /// Autodiscover with XML.
    AUTODISCOVER(true),
    /// Autodiscover with JSON.
    AUTODISCOVER_JSON(true),
    /// `config-v1.1.xml` at the domain of the MX host.
    AUTOCONFIG_OF_MX(false),
    /// Thunderbird's database of services.
    ISPDB(false),
    /// The profile of the service that comes with Mailmedic or the configuration.
    PROFILE(false);

    private final boolean own;

    Way(boolean own) {
      this.own = own;
    }

    /// Whether the domain itself publishes it.
    public boolean own() {
      return own;
    }
  }

  /// What a way brought.
  public enum State {
    /// Settings.
    FOUND,
    /// The domain says that it has no such service (SRV with the target `.`), or the server that it
    /// has no settings for the address.
    NOT_OFFERED,
    /// Nothing is published there: no such name, page or record, or something that is no settings.
    ABSENT,
    /// The server wants a sign-in first, or refuses to tell.
    REFUSED,
    /// Settings that can't be read.
    BROKEN,
    /// The name has an address, and no web server answers there or it answers with an error of its
    /// own.
    DEAD,
    /// The web server's certificate is not for this name or not trusted: programs do not ask it.
    UNTRUSTED,
    /// We could not look.
    UNOBSERVED
  }

  /// What came of one way.
  ///
  /// @param where the name of the records, or the URL that was asked, without the person's address
  /// @param detail more on the state as seen; null where there is nothing to say
  /// @param led the host that answered in the end, where aliases or redirects led to another than
  ///   the one in `where`; null otherwise
  /// @param reason why we could not look; null unless `state` is `UNOBSERVED`
  /// @param servers what is to be set, the first one tried first; empty where there is nothing
  /// @param pages addresses on the web for other protocols
  /// @param problems what is wrong in the settings, in their own notation
  public record Source(
      Way way,
      String where,
      State state,
      @Nullable String detail,
      @Nullable String led,
      Attempt.@Nullable Reason reason,
      List<Server> servers,
      List<Page> pages,
      List<String> problems) {
    public Source {
      servers = List.copyOf(servers);
      pages = List.copyOf(pages);
      problems = List.copyOf(problems);
    }
  }

  /// A server that settings name.
  ///
  /// @param host lower case, without trailing dot; of a profile it may have a `*`
  /// @param username the user name to sign in with; `%EMAILADDRESS%` or `%EMAILLOCALPART%` where
  ///   the complaint names no mailbox; null where nothing is said of it
  /// @param authentication how to sign in, in the words of the settings; empty where nothing is
  ///   said
  public record Server(
      AccessProtocol protocol,
      String host,
      int port,
      Security security,
      @Nullable String username,
      List<String> authentication) {
    public Server {
      authentication = List.copyOf(authentication);
    }

    /// Host and port as people write them.
    public String shown() {
      return host + ":" + port;
    }
  }

  /// An address on the web that settings name.
  ///
  /// @param protocol `jmap`, `ews`, `activesync`, …
  public record Page(String protocol, String url) {}

  /// The sources of one way.
  public List<Source> of(Way way) {
    return sources.stream().filter(source -> source.way() == way).toList();
  }

  /// The servers for a protocol that the first source with any names; empty where none does.
  ///
  /// @param ways which sources count, the most trusted first
  public List<Server> servers(AccessProtocol protocol, Way... ways) {
    for (Way way : ways) {
      for (Source source : of(way)) {
        List<Server> servers =
            source.servers().stream().filter(server -> server.protocol() == protocol).toList();
        if (!servers.isEmpty()) {
          return servers;
        }
      }
    }
    return List.of();
  }

  /// Every server that the domain itself names, each once.
  public List<Server> published() {
    List<Server> published = new ArrayList<>();
    for (Source source : sources) {
      for (Server server : source.way().own() ? source.servers() : List.<Server>of()) {
        if (published.stream().noneMatch(known -> same(known, server))) {
          published.add(server);
        }
      }
    }
    return published;
  }

  private static boolean same(Server one, Server other) {
    return one.protocol() == other.protocol()
        && one.host().equals(other.host())
        && one.port() == other.port()
        && one.security() == other.security();
  }

  @Override
  public String kind() {
    return "autoconfig";
  }

  @Override
  public String summary() {
    StringBuilder line = new StringBuilder(domain);
    for (Source source : sources) {
      if (source.state() == State.ABSENT) {
        continue;
      }
      line.append(line.length() == domain.length() ? " " : "; ")
          .append(source.where())
          .append(' ')
          .append(word(source.state()));
      for (Server server : source.servers()) {
        line.append(' ')
            .append(server.protocol().shown())
            .append(' ')
            .append(server.shown())
            .append('/')
            .append(server.security().name().toLowerCase(Locale.ROOT));
      }
    }
    if (line.length() == domain.length()) {
      line.append(" publishes no settings");
    }
    return line.length() <= MAX_SUMMARY ? line.toString() : line.substring(0, MAX_SUMMARY);
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether anything was seen of the domain's own ways.
  @Override
  public boolean settled() {
    return sources.stream()
        .anyMatch(source -> source.way().own() && source.state() != State.UNOBSERVED);
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    for (Source source : sources) {
      if (source.way().own() && source.reason() != null) {
        return source.reason();
      }
    }
    return Attempt.Reason.DEADLINE;
  }
}
