package org.mailmedic.acceptance.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mailmedic.acceptance.real.NameServers.Signing;

/// A mail service with real servers: Dovecot for mailboxes and passwords, Postfix for port 25 and
/// submission, OpenDKIM that signs, Knot and Unbound for the domain `office.test` that uses it.
///
/// Each host of the service has a fault of its own; a provider profile leads to each: `acme`
/// (none), `acme-HOST` (mailboxes and submission there), `acme-out-HOST` (submission only).
final class AccountWorld implements AutoCloseable {
  private static final String GOOD = "127.0.44.1";
  private static final String EXPIRED = "127.0.44.2";
  private static final String OTHER_NAME = "127.0.44.3";
  private static final String SELF_SIGNED = "127.0.44.4";
  private static final String PLAIN = "127.0.44.5";
  private static final String RATED = "127.0.44.6";
  private static final String FILTERED = "127.0.44.7";
  private static final String SMALL = "127.0.44.8";
  private static final String NOWHERE = "127.0.44.9";
  private static final int MILTER = 8891;

  /// Hosts below `acme.test` with mailboxes, where they lie.
  private static final Map<String, String> WHOLE_HOSTS =
      Map.of("expired", EXPIRED, "other", OTHER_NAME, "self", SELF_SIGNED, "nowhere", NOWHERE);

  /// Hosts below `acme.test` with nothing but submission.
  private static final Map<String, String> SUBMISSION_HOSTS =
      Map.of("rated", RATED, "filtered", FILTERED, "small", SMALL);

  private final Path folder;
  private final Programs programs;
  private final MailboxServers mailboxes;
  private Path postfix;
  private Path config;

  AccountWorld() throws IOException {
    folder = Files.createTempDirectory("mailmedic-accounts");
    programs = new Programs(folder);
    mailboxes = new MailboxServers(folder, programs);
  }

  /// What has to be installed.
  static void need() {
    Programs.need(!Programs.fast(), "left out by ./test --fast");
    for (String program :
        List.of("knotd", "unbound", "postfix", "dovecot", "opendkim", "dnssec-signzone")) {
      Programs.need(Programs.has(program), program + " is not installed here; ./test installs it");
    }
    Programs.need(
        Files.exists(Path.of("/usr/lib/dovecot/modules/auth/libauthdb_lua.so")),
        "dovecot-auth-lua is not installed here; ./test installs it");
    Programs.need(
        "root".equals(System.getProperty("user.name")), "real servers need ports below 1024");
  }

  void start() throws IOException {
    Certificates certificates = new Certificates(folder.resolve("certificates"));
    Path good =
        certificates.leaf(
            "good",
            false,
            "mail.acme.test",
            "plain.acme.test",
            "rated.acme.test",
            "filtered.acme.test",
            "small.acme.test");
    Path expired = certificates.leaf("expired", true, "expired.acme.test");
    Path other = certificates.leaf("other", false, "mail.elsewhere.test");
    Path self = certificates.selfSigned("self", "self.acme.test");
    mailboxes
        .at(GOOD, good)
        .at(EXPIRED, expired)
        .at(OTHER_NAME, other)
        .at(SELF_SIGNED, self)
        .withoutTls(PLAIN);
    mailboxes.fill("full", 20_480);
    mailboxes.fill("nearlyfull", 19_456);
    mailboxes.fill("half", 10_240);
    mailboxes.sieve("junked", "require \"fileinto\";\nfileinto \"Junk\";\n");
    mailboxes.start();
    Path key = startSigner();
    startPostfix(good, Map.of(EXPIRED, expired, OTHER_NAME, other, SELF_SIGNED, self));
    Path anchor = startNames(key);
    config =
        Files.writeString(
            folder.resolve("config.yaml"),
            String.join(
                "\n",
                "language: en",
                "resolver: [\"" + NameServers.RESOLVER + ":53\"]",
                "trustAnchors: " + anchor,
                "caFile: " + certificates.ca(),
                "allowPrivate: true",
                "providers: [" + String.join(", ", profiles()) + "]",
                "blocklists: {ip: [], domain: []}",
                ""));
    Files.writeString(folder.resolve("password"), MailboxServers.PASSWORD + "\n");
    Files.writeString(folder.resolve("wrong"), "Nicht-das-Richtige\n");
  }

  private List<String> profiles() throws IOException {
    List<String> files = new ArrayList<>();
    files.add(profile("acme", "mail", "mail", "detect: {mx: [\"mail.acme.test\"]}\n"));
    for (String host : WHOLE_HOSTS.keySet()) {
      files.add(profile("acme-" + host, host, host, ""));
    }
    List<String> out = new ArrayList<>(SUBMISSION_HOSTS.keySet());
    out.addAll(WHOLE_HOSTS.keySet());
    for (String host : out) {
      files.add(profile("acme-out-" + host, "mail", host, ""));
    }
    return files;
  }

  private String profile(String id, String access, String submission, String more)
      throws IOException {
    Files.writeString(
        folder.resolve(id + ".yaml"),
        """
        id: ID
        name: Acme Mail
        mx: [{host: mail.acme.test, priority: 10}]
        spf: "include:spf.acme.test"
        dkim: {selectors: [acme1]}
        username: address
        imap: [{host: ACCESS.acme.test, port: 993, security: tls}]
        pop: [{host: ACCESS.acme.test, port: 995, security: tls}]
        submission:
          - {host: SUBMISSION.acme.test, port: 465, security: tls}
          - {host: SUBMISSION.acme.test, port: 587, security: starttls}
        """
                .replace("ID", id)
                .replace("ACCESS", access)
                .replace("SUBMISSION", submission)
            + more);
    return id + ".yaml";
  }

  /// Starts OpenDKIM.
  ///
  /// @return the record of its key as a line of a zone
  private Path startSigner() throws IOException {
    Path dir = Files.createDirectories(folder.resolve("opendkim"));
    Programs.run(dir, "opendkim-genkey", "-b", "2048", "-d", "office.test", "-s", "acme1").orFail();
    StringBuilder lines = new StringBuilder();
    NameServers.line(
        lines,
        "Mode s",
        "Domain office.test",
        "Selector acme1",
        "KeyFile " + dir.resolve("acme1.private"),
        "RequireSafeKeys no",
        "Canonicalization relaxed/simple",
        "Socket inet:" + MILTER + "@" + GOOD,
        "Background no",
        "Syslog no");
    Path conf = Files.writeString(dir.resolve("opendkim.conf"), lines);
    programs.serve("opendkim", "opendkim", "-f", "-x", conf.toString());
    Ready.tcp(GOOD, MILTER);
    return dir.resolve("acme1.txt");
  }

  private void startPostfix(Path good, Map<String, Path> certificates) throws IOException {
    Ready.free(GOOD, 25);
    Path owners = Files.createDirectories(folder.resolve("tables")).resolve("owners");
    Files.writeString(
        owners, "/^odd@/ somebody.else@office.test\n/^(.*)@office\\.test$/ ${1}@office.test\n");
    Path senders =
        Files.writeString(
            owners.resolveSibling("senders"),
            "refused@office.test 550 5.7.1 Sending is not allowed for this mailbox\n"
                + "held@office.test HOLD\nlater@office.test HOLD\n");
    Path filter =
        Files.writeString(
            owners.resolveSibling("filter"), "/^Subject:/ REJECT The content is not allowed\n");
    List<String> main =
        List.of(
            "myhostname = mail.acme.test",
            "virtual_mailbox_domains = office.test",
            "virtual_mailbox_maps = static:ok",
            "virtual_transport = lmtp:unix:" + mailboxes.lmtp(),
            "smtpd_tls_chain_files = " + good,
            "smtpd_tls_security_level = may",
            "smtpd_tls_auth_only = yes",
            "smtpd_sasl_type = dovecot",
            "smtpd_sasl_path = " + mailboxes.auth(),
            "smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination",
            "smtpd_sender_login_maps = regexp:" + owners,
            "submission_sender = check_sender_access texthash:"
                + senders
                + ", reject_sender_login_mismatch",
            "submission_client = permit_sasl_authenticated, reject",
            "smtpd_client_event_limit_exceptions =",
            "non_smtpd_milters = inet:" + GOOD + ":" + MILTER,
            "submission_milters = inet:" + GOOD + ":" + MILTER,
            "milter_default_action = tempfail");
    List<String> services = new ArrayList<>();
    services.add(GOOD + ":25 inet n - n - - smtpd");
    submission(services, GOOD, "");
    certificates.forEach(
        (address, pem) -> submission(services, address, " -o smtpd_tls_chain_files=" + pem));
    submission(services, RATED, " -o smtpd_client_message_rate_limit=1");
    submission(services, SMALL, " -o message_size_limit=400");
    submission(services, FILTERED, " -o cleanup_service_name=filtering");
    services.add("filtering unix n - n - 0 cleanup -o header_checks=regexp:" + filter);
    postfix = new MailServers(folder, programs).instance("accounts", main, services);
    for (String service : services) {
      if (service.contains(" inet ")) {
        String[] place = service.substring(0, service.indexOf(' ')).split(":");
        Ready.tcp(place[0], Integer.parseInt(place[1]));
      }
    }
  }

  private static void submission(List<String> services, String address, String more) {
    String common =
        " -o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions="
            + " -o smtpd_sender_restrictions=$submission_sender"
            + " -o smtpd_relay_restrictions=$submission_client"
            + " -o smtpd_milters=$submission_milters"
            + more;
    services.add(address + ":465 inet n - n - - smtpd -o smtpd_tls_wrappermode=yes" + common);
    services.add(
        address + ":587 inet n - n - - smtpd -o smtpd_tls_security_level=encrypt" + common);
  }

  private Path startNames(Path key) throws IOException {
    NameServers names = new NameServers(folder, programs);
    List<String> service = new ArrayList<>();
    service.add("mail IN A " + GOOD);
    service.add("plain IN A " + PLAIN);
    WHOLE_HOSTS.forEach((host, address) -> service.add(host + " IN A " + address));
    SUBMISSION_HOSTS.forEach((host, address) -> service.add(host + " IN A " + address));
    service.add("spf IN TXT \"v=spf1 ip4:" + GOOD + " -all\"");
    names.domain("acme.test", Signing.GOOD, service.toArray(String[]::new));
    names.domain(
        "office.test",
        Signing.GOOD,
        "@ IN MX 10 mail.acme.test.",
        "@ IN TXT \"v=spf1 include:spf.acme.test -all\"",
        "_dmarc IN TXT \"v=DMARC1; p=reject\"",
        Files.readString(key));
    return names.start();
  }

  /// A file with the right password, or with a wrong one.
  Path password(boolean right) {
    return folder.resolve(right ? "password" : "wrong");
  }

  /// What OpenDKIM published, as a line of a zone.
  String keyRecord() throws IOException {
    return Files.readString(folder.resolve("opendkim/acme1.txt"));
  }

  /// Sends a message from this machine's own users, and waits until it lies in a mailbox.
  ///
  /// @return the message as it lies there
  Path deliver(String from, String user, String message) {
    Programs.shell(
            "printf '%s' \"$4\" | sendmail -C \"$1\" -f \"$2\" \"$3\"",
            postfix.toString(), from, user + "@office.test", message)
        .orFail();
    Path inbox = mailboxes.inbox(user).resolve("new");
    Ready.until(() -> !files(inbox).isEmpty(), "nothing arrived in " + inbox);
    return files(inbox).getFirst();
  }

  /// The messages that lie in a folder of a maildir.
  static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /// Lets go what Postfix was told to hold.
  void release() {
    Programs.run(folder, "postsuper", "-c", postfix.toString(), "-H", "ALL").orFail();
    Programs.run(folder, "postqueue", "-c", postfix.toString(), "-f").orFail();
  }

  /// Whether Postfix holds a whole message of a user's: what is still being taken stands elsewhere.
  boolean holds(String user) {
    Path hold = folder.resolve("postfix-accounts/spool/hold");
    return files(hold).stream().anyMatch(file -> contains(file, user + "@office.test"));
  }

  private static boolean contains(Path file, String word) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(word);
    } catch (IOException e) {
      return false;
    }
  }

  /// Begins a call of the program and does not wait for its end.
  Process begin(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("mailmedic.root"), "mailmedic").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("MAILMEDIC_CONFIG", config.toString());
    return builder
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("interrupted.log").toFile())
        .start();
  }

  MailboxServers mailboxes() {
    return mailboxes;
  }

  /// What Postfix and Dovecot wrote down, for a test that fails.
  String log() {
    try {
      Path log = folder.resolve("postfix-accounts/mail.log");
      return (Files.exists(log) ? Files.readString(log) : "") + mailboxes.log();
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// Calls the program.
  Programs.Result mailmedic(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("mailmedic.root"), "mailmedic").toString());
    command.addAll(List.of(arguments));
    return Programs.run(
        Duration.ofMinutes(2),
        Map.of("MAILMEDIC_CONFIG", config.toString()),
        folder,
        command.toArray(String[]::new));
  }

  @Override
  public void close() {
    programs.close();
  }
}
