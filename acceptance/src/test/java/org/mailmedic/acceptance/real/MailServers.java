package org.mailmedic.acceptance.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Real Postfix servers, an instance an address, on port 25.
final class MailServers {
  private final Path folder;
  private final Programs programs;

  MailServers(Path folder, Programs programs) {
    this.folder = folder;
    this.programs = programs;
  }

  /// Starts a Postfix that takes mail for `domains` and the mailbox `anna` in each; `full` is over
  /// its quota, `grey` is greylisted; everybody else is unknown. Nobody may relay.
  ///
  /// @param certificate PEM with key and chain; null: no STARTTLS
  void postfix(String address, Path certificate, List<String> domains, String... more)
      throws IOException {
    Ready.free(address, 25);
    StringBuilder mailboxes = new StringBuilder();
    StringBuilder access = new StringBuilder();
    for (String domain : domains) {
      mailboxes.append("anna@").append(domain).append(" x\n");
      mailboxes.append("postmaster@").append(domain).append(" x\n");
      mailboxes.append("full@").append(domain).append(" x\n");
      mailboxes.append("grey@").append(domain).append(" x\n");
      access.append("full@").append(domain).append(" 552 5.2.2 Mailbox is over its quota\n");
      access.append("grey@").append(domain).append(" 450 4.7.1 Greylisted, see you in 300 s\n");
    }
    Path tables = Files.createDirectories(folder.resolve("tables-" + address));
    Path boxes = Files.writeString(tables.resolve("mailboxes"), mailboxes);
    Path quota = Files.writeString(tables.resolve("access"), access);
    List<String> main = new ArrayList<>();
    Collections.addAll(
        main,
        "smtp_bind_address = " + address,
        "virtual_mailbox_domains = " + String.join(", ", domains),
        "virtual_mailbox_maps = texthash:" + boxes,
        "virtual_transport = discard:",
        "smtpd_relay_restrictions = reject_unauth_destination",
        "smtpd_recipient_restrictions = check_recipient_access texthash:" + quota);
    if (certificate != null) {
      Collections.addAll(
          main, "smtpd_tls_chain_files = " + certificate, "smtpd_tls_security_level = may");
    }
    Collections.addAll(main, more);
    instance(address, main, List.of(address + ":25 inet n - n - - smtpd"));
    Ready.tcp(address, 25);
  }

  /// Starts a Postfix of one's own making.
  ///
  /// @param main further lines of `main.cf`
  /// @param services further lines of `master.cf`
  /// @return its configuration folder, for `sendmail -C` and `postqueue -c`
  Path instance(String name, List<String> main, List<String> services) throws IOException {
    Path dir = Files.createDirectories(folder.resolve("postfix-" + name));
    Path config = Files.createDirectories(dir.resolve("etc"));
    Path queue = Files.createDirectories(dir.resolve("spool"));
    Path data = Files.createDirectories(dir.resolve("lib"));
    Programs.run(dir, "chown", "postfix", data.toString()).orFail();
    Programs.readable(dir);
    StringBuilder lines = new StringBuilder();
    NameServers.line(
        lines,
        "compatibility_level = 3.6",
        "queue_directory = " + queue,
        "data_directory = " + data,
        "mail_owner = postfix",
        "setgid_group = postdrop",
        "command_directory = /usr/sbin",
        "daemon_directory = /usr/lib/postfix/sbin",
        "mydestination =",
        "inet_interfaces = all",
        "inet_protocols = ipv4",
        "mynetworks = 127.255.255.1/32",
        "smtpd_peername_lookup = no",
        "disable_dns_lookups = yes",
        "maillog_file = " + dir.resolve("mail.log"),
        "maillog_file_prefixes = " + folder,
        "alias_maps =",
        "alias_database =");
    main.forEach(line -> NameServers.line(lines, line));
    if (main.stream().noneMatch(line -> line.startsWith("myhostname"))) {
      NameServers.line(lines, "myhostname = mx.postfix.test");
    }
    Files.writeString(config.resolve("main.cf"), lines);
    StringBuilder master = new StringBuilder();
    services.forEach(line -> NameServers.line(master, line));
    Files.writeString(config.resolve("master.cf"), master + SERVICES);
    Programs.run(dir, "postfix", "-c", config.toString(), "start").orFail();
    programs.onClose(() -> Programs.run(dir, "postfix", "-c", config.toString(), "stop"));
    return config;
  }

  /// What every Postfix needs inside.
  private static final String SERVICES =
      """
      pickup unix n - n 60 1 pickup
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      tlsmgr unix - - n 1000? 1 tlsmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      trace unix - - n - 0 bounce
      verify unix - - n - 1 verify
      proxymap unix - - n - - proxymap
      error unix - - n - - error
      retry unix - - n - - error
      discard unix - - n - - discard
      smtp unix - - n - - smtp
      lmtp unix - - n - - lmtp
      virtual unix - n n - - virtual
      showq unix n - n - - showq
      anvil unix - - n - 1 anvil
      scache unix - - n - 1 scache
      postlog unix-dgram n - n - 1 postlogd
      """;
}
