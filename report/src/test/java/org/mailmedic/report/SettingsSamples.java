package org.mailmedic.report;

import java.util.ArrayList;
import java.util.List;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.settings.Live;
import org.mailmedic.engine.settings.MailSettings;
import org.mailmedic.engine.settings.MailSettings.Protocol;
import org.mailmedic.engine.settings.MailSettings.Server;
import org.mailmedic.engine.settings.MailSettings.Source;
import org.mailmedic.knowledge.providers.ProviderProfile;
import org.mailmedic.knowledge.providers.ProviderProfile.Endpoint;
import org.mailmedic.knowledge.providers.ProviderProfile.SignIn;
import org.mailmedic.knowledge.providers.Providers;

/// Mail settings of every kind.
public final class SettingsSamples {
  private static final Live FINE =
      new Live(
          Live.State.VERIFIED,
          Live.Certificate.RIGHT,
          List.of("PLAIN", "LOGIN"),
          null,
          "192.0.2.25");

  private SettingsSamples() {}

  /// Anna's account with a built-in service, all of whose servers answer.
  public static MailSettings of(String service) {
    return of(service, Complaint.about("anna@firma.pl", "anna", "firma.pl"));
  }

  /// The settings of everybody on a domain.
  public static MailSettings ofDomain(String service) {
    return of(service, Complaint.about("firma.pl", null, "firma.pl"));
  }

  private static MailSettings of(String service, Complaint complaint) {
    ProviderProfile profile = Providers.builtIn().find(service).orElseThrow();
    List<Server> servers = new ArrayList<>();
    add(servers, Protocol.IMAP, profile.imap(), profile);
    add(servers, Protocol.POP, profile.pop(), profile);
    add(servers, Protocol.SUBMISSION, profile.submission(), profile);
    add(servers, Protocol.ACTIVESYNC, profile.activesync(), profile);
    add(servers, Protocol.EWS, profile.ews(), profile);
    return new MailSettings(
        complaint, Source.PROFILE, profile, "option", true, List.of(), servers, null);
  }

  private static void add(
      List<Server> servers, Protocol protocol, List<Endpoint> endpoints, ProviderProfile profile) {
    for (Endpoint endpoint : endpoints) {
      boolean spoken = protocol.compareTo(Protocol.SUBMISSION) <= 0;
      servers.add(
          new Server(
              protocol,
              endpoint.host(),
              endpoint.port(),
              Security.valueOf(endpoint.security().toUpperCase(java.util.Locale.ROOT)),
              profile.usernameIsAddress() ? MailSettings.ADDRESS : MailSettings.LOCAL_PART,
              profile.signIn(),
              spoken && endpoint.host().indexOf('*') < 0 ? FINE : Live.NOT_LOOKED));
    }
  }

  /// What a domain publishes whose words are not to be trusted, and servers in every state.
  public static MailSettings hostile() {
    List<Server> servers = new ArrayList<>();
    for (Live.State state : Live.State.values()) {
      servers.add(
          new Server(
              state.ordinal() % 2 == 0 ? Protocol.IMAP : Protocol.SUBMISSION,
              "<b>&\"'|`\u001b[31m.example",
              65_535,
              Security.NONE,
              "%EMAILLOCALPART%@\u202e<x>",
              List.of(SignIn.OAUTH, SignIn.PASSWORD),
              new Live(
                  state,
                  state == Live.State.BAD_CERTIFICATE ? Live.Certificate.WRONG_NAME : null,
                  List.of(),
                  state == Live.State.UNSEEN ? Attempt.Reason.PRIVATE_ADDRESS : null,
                  null)));
    }
    return new MailSettings(
        Complaint.about("anna@firma.pl", "anna", "firma.pl"),
        Source.PUBLISHED,
        null,
        null,
        false,
        List.of(),
        servers,
        null);
  }

  /// Only the service's own program shows what to type.
  public static MailSettings bridge() {
    return new MailSettings(
        Complaint.about("anna@proton.me", "anna", "proton.me"),
        Source.NONE,
        Providers.builtIn().find("proton").orElseThrow(),
        "domain",
        true,
        List.of(),
        List.of(),
        null);
  }

  /// No service, nothing published.
  public static MailSettings unknown() {
    return new MailSettings(
        Complaint.about("anna@firma.pl", "anna", "firma.pl"),
        Source.NONE,
        null,
        null,
        false,
        List.of(),
        List.of(),
        null);
  }

  /// A guess: several services take mail at the domain's hosts.
  public static MailSettings guess() {
    MailSettings known = of("ovh-mxplan");
    Providers providers = Providers.builtIn();
    return new MailSettings(
        known.complaint(),
        Source.PROFILE,
        known.profile(),
        "mx",
        false,
        List.of(
            providers.find("ovh-exchange").orElseThrow(),
            providers.find("ovh-zimbra").orElseThrow()),
        known.servers(),
        null);
  }
}
