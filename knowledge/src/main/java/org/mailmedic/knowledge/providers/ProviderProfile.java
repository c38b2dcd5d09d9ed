package org.mailmedic.knowledge.providers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of a mail service. Host names are lower case, without the trailing dot; where a
/// service has no such server or host, its list is empty.
///
/// @param id the word for `--provider`
/// @param name as people know it
/// @param mxGlobs patterns of MX hosts by which a domain uses this service: `*` is any text, `?`
///   any one character
/// @param domains domains of its own on which people have addresses, such as `gmail.com`; empty
///   where it serves only domains of others
/// @param redirectOnly patterns of MX hosts for domains without mailboxes
/// @param mx what the domain should publish, the most preferred first; empty where that differs
///   from domain to domain
/// @param spf the SPF term that names the service's senders, such as `include:spf.example.net`;
///   null where there is none
/// @param dkimSelectors the selectors of its keys; empty where they differ from domain to domain
/// @param usernameIsAddress whether people sign in with the whole address (else with the part
///   before the `@`)
/// @param signIn how mail programs may sign in, the recommended way first; never empty
/// @param imap, pop, submission, activesync, ews, mapi, autodiscover its servers, the recommended
///   one first; `mapi` is what classic Outlook speaks with Exchange
/// @param webmail the page; null where there is none
/// @param limits numbers by name: `perAccountPerHour`, `perAddressPerHour`, `messageBytes`
/// @param status where it tells of incidents; null where nobody reads that
/// @param panel its control panel; null where there is none that can be read
/// @param guide the way to a page of the panel, or its address, by topic (`password`,
///   `account-status`, `app-password`, `enable-access`, `server-name`, `bridge`), and below it by
///   language, `` for all
public record ProviderProfile(
    String id,
    String name,
    List<String> mxGlobs,
    List<String> domains,
    List<String> redirectOnly,
    List<Mx> mx,
    @Nullable String spf,
    List<String> dkimSelectors,
    boolean usernameIsAddress,
    List<SignIn> signIn,
    List<Endpoint> imap,
    List<Endpoint> pop,
    List<Endpoint> submission,
    List<Endpoint> activesync,
    List<Endpoint> ews,
    List<Endpoint> mapi,
    List<Endpoint> autodiscover,
    @Nullable String webmail,
    Map<String, Long> limits,
    @Nullable Status status,
    @Nullable Panel panel,
    Map<String, Map<String, String>> guide) {

  public ProviderProfile {
    mxGlobs = List.copyOf(mxGlobs);
    domains = List.copyOf(domains);
    signIn = signIn.isEmpty() ? List.of(SignIn.PASSWORD) : List.copyOf(signIn);
    redirectOnly = List.copyOf(redirectOnly);
    mx = List.copyOf(mx);
    dkimSelectors = List.copyOf(dkimSelectors);
    imap = List.copyOf(imap);
    pop = List.copyOf(pop);
    submission = List.copyOf(submission);
    activesync = List.copyOf(activesync);
    ews = List.copyOf(ews);
    mapi = List.copyOf(mapi);
    autodiscover = List.copyOf(autodiscover);
    limits = new LinkedHashMap<>(limits);
    guide = new LinkedHashMap<>(guide);
  }

  /// An MX record that the domain should publish.
  public record Mx(String host, int priority) {}

  /// A server.
  ///
  /// @param host its name; may have a `*` where part of it differs from account to account
  /// @param security `tls`, `starttls` or `none`
  public record Endpoint(String host, int port, String security) {}

  /// A way in which a mail program may sign in.
  public enum SignIn {
    /// With the password of the account.
    PASSWORD("password"),
    /// With a password that was made for programs; the account's own is refused, at least where
    /// signing in takes two steps.
    APP_PASSWORD("app-password"),
    /// In a window of the service (OAuth), where the program knows how.
    OAUTH("oauth"),
    /// Through a program of the service on the person's own computer, which shows server, port,
    /// name and password.
    BRIDGE("bridge");

    private final String id;

    SignIn(String id) {
      this.id = id;
    }

    /// The word in profiles and JSON.
    public String id() {
      return id;
    }
  }

  /// Where the service tells of incidents.
  ///
  /// @param type the kind of page, such as `statuspage`
  /// @param components the parts of it that are about mail; empty: all
  public record Status(String type, String url, List<String> components) {
    public Status {
      components = List.copyOf(components);
    }
  }

  /// The control panel.
  ///
  /// @param type the connector, such as `ovhcloud`
  /// @param product which of the panel's products; null where it has one
  public record Panel(String type, @Nullable String product) {}

  /// Whether mail for mailboxes of this service goes to this host.
  public boolean takesMailAt(String host) {
    return mxGlobs.stream().anyMatch(glob -> Glob.matches(glob, host))
        || mx.stream().anyMatch(record -> record.host().equals(host));
  }

  /// The text of the guide on a topic in a language, else the one for all, else the English one;
  /// null where there is none.
  public @Nullable String guide(String topic, String language) {
    Map<String, String> texts = guide.getOrDefault(topic, Map.of());
    String own = texts.get(language);
    String common = own == null ? texts.get("") : own;
    return common == null ? texts.get("en") : common;
  }

  /// Whether this host only redirects, for domains without mailboxes.
  public boolean redirectsAt(String host) {
    return redirectOnly.stream().anyMatch(glob -> Glob.matches(glob, host));
  }
}
