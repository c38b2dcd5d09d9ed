package org.mailmedic.acceptance.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// A real Dovecot: IMAP, POP3 and ManageSieve on the usual ports of several addresses, each with a
/// certificate of its own, delivery by LMTP into maildirs, and the answers to Postfix's questions
/// about passwords. Its users stand in `real/users.lua`.
final class MailboxServers {
  /// The password of every user.
  static final String PASSWORD = "Vier7Finken-im&Moor";

  private final Path folder;
  private final Programs programs;
  private final Path mail;
  private final Map<String, Path> certificates = new LinkedHashMap<>();

  MailboxServers(Path folder, Programs programs) throws IOException {
    this.folder = Files.createDirectories(folder.resolve("dovecot"));
    this.programs = programs;
    this.mail = Files.createDirectories(this.folder.resolve("mail"));
  }

  /// Serves at this address with this certificate.
  MailboxServers at(String address, Path certificate) {
    certificates.put(address, certificate);
    return this;
  }

  /// Serves at this address without encryption, and takes no password there in clear text.
  MailboxServers withoutTls(String address) {
    certificates.put(address, null);
    return this;
  }

  /// Puts a message of so many bytes into a user's INBOX.
  void fill(String user, int bytes) throws IOException {
    Path inbox = Files.createDirectories(home(user).resolve("Maildir/new"));
    Files.createDirectories(home(user).resolve("Maildir/cur"));
    Files.createDirectories(home(user).resolve("Maildir/tmp"));
    String head = "From: a@sender.test\nSubject: large\n\n";
    String message = head + "x".repeat(bytes - head.length() - 1) + "\n";
    Files.writeString(inbox.resolve("1.M1P1.host,S=" + bytes), message);
  }

  /// What a user's filter does with each message.
  void sieve(String user, String script) throws IOException {
    Files.createDirectories(home(user));
    Files.writeString(home(user).resolve(".dovecot.sieve"), script);
  }

  /// Where the messages in a user's INBOX lie.
  Path inbox(String user) {
    return home(user).resolve("Maildir");
  }

  private Path home(String user) {
    return mail.resolve(user);
  }

  /// Where Postfix asks about passwords.
  Path auth() {
    return folder.resolve("run/auth-postfix");
  }

  /// Where Postfix delivers.
  Path lmtp() {
    return folder.resolve("run/lmtp-postfix");
  }

  void start() throws IOException {
    for (String address : certificates.keySet()) {
      Ready.free(address, 143);
    }
    Path run = Files.createDirectories(folder.resolve("run"));
    Path users = folder.resolve("users.lua");
    try (InputStream script = MailboxServers.class.getResourceAsStream("/real/users.lua")) {
      Files.copy(script, users, StandardCopyOption.REPLACE_EXISTING);
    }
    Programs.run(folder, "chown", "-R", "nobody:nogroup", mail.toString()).orFail();
    Programs.readable(folder);
    StringBuilder config = new StringBuilder();
    NameServers.line(
        config,
        "base_dir = " + run,
        "state_dir = " + run,
        "instance_name = acceptance",
        "log_path = " + folder.resolve("mail.log"),
        "listen = " + String.join(", ", certificates.keySet()),
        "protocols = imap pop3 lmtp sieve",
        "ssl = yes",
        "disable_plaintext_auth = yes",
        "auth_mechanisms = plain login scram-sha-1 scram-sha-256",
        "auth_username_format = %Lu",
        "auth_failure_delay = 0",
        "mail_location = maildir:~/Maildir",
        "mail_home = " + mail + "/%Ln",
        "mail_uid = nobody",
        "mail_gid = nogroup",
        "first_valid_gid = 1",
        "mail_plugins = quota");
    config.append(SERVICES.replace("USERS", users.toString()));
    certificates.forEach((address, certificate) -> config.append(local(address, certificate)));
    Path first =
        certificates.values().stream().filter(path -> path != null).findFirst().orElseThrow();
    NameServers.line(config, "ssl_cert = <" + first, "ssl_key = <" + first);
    Path conf = Files.writeString(folder.resolve("dovecot.conf"), config);
    programs.serve("dovecot", "dovecot", "-F", "-c", conf.toString());
    for (String address : certificates.keySet()) {
      Ready.tcp(address, 143);
    }
    Ready.file(auth());
    Ready.file(lmtp());
  }

  private static String local(String address, Path certificate) {
    String inside =
        certificate == null
            ? "  ssl = no\n"
            : "  ssl_cert = <" + certificate + "\n  ssl_key = <" + certificate + "\n";
    return "local " + address + " {\n" + inside + "}\n";
  }

  /// The log, for a test that fails.
  String log() {
    try {
      Path log = folder.resolve("mail.log");
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Without the penalty that makes every further failure of an address wait longer: all tests come
  /// from one.
  private static final String SERVICES =
      """
      namespace inbox {
        inbox = yes
        mailbox Junk {
          special_use = \\Junk
          auto = create
        }
      }
      passdb {
        driver = lua
        args = file=USERS blocking=no
      }
      userdb {
        driver = lua
        args = file=USERS blocking=no
      }
      plugin {
        quota = maildir:User quota
        sieve = file:~/sieve;active=~/.dovecot.sieve
      }
      protocol imap {
        mail_plugins = quota imap_quota
      }
      protocol lmtp {
        mail_plugins = quota sieve
        postmaster_address = postmaster@acme.test
      }
      service auth {
        unix_listener auth-postfix {
          mode = 0666
        }
      }
      service lmtp {
        unix_listener lmtp-postfix {
          mode = 0666
        }
      }
      service anvil {
        unix_listener anvil-auth-penalty {
          mode = 0
        }
      }
      """;
}
