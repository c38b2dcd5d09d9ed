package org.mailmedic.lab.access;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.mailmedic.lab.net.StreamService;
import org.mailmedic.lab.tls.CertificateSpec;
import org.mailmedic.lab.tls.ServerTls;

/// A server for mail programs, in good order until told otherwise: good certificate, one account,
/// PLAIN and LOGIN under TLS. Changed before it serves; remembers what it heard.
public final class AccessServer implements StreamService {
  private final Kind kind;
  private final String host;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private CertificateSpec certificate;
  private boolean tlsFirst = true;
  private boolean offersTls = true;
  private List<String> mechanisms = List.of("PLAIN", "LOGIN");
  private boolean loginDisabled;
  private String account = "anna";
  private String password = "";
  private @Nullable String greeting;
  private @Nullable String refusal;
  private @Nullable String mail;
  private @Nullable String rcpt;
  private boolean echoes;
  private boolean trusting;
  private boolean mute;
  private long usedKilobytes = 512;
  private long limitKilobytes = 1_048_576;

  /// What it speaks.
  public enum Kind {
    IMAP,
    POP3,
    SUBMISSION
  }

  private AccessServer(Kind kind, String host) {
    this.kind = kind;
    this.host = host;
    this.certificate = CertificateSpec.of(host);
  }

  /// A sound server with TLS from the first byte.
  ///
  /// @param host its name, also the one in its certificate
  public static AccessServer sound(Kind kind, String host) {
    return new AccessServer(kind, host);
  }

  /// The only account that is let in.
  public AccessServer account(String name, String secret) {
    account = name;
    password = secret;
    return this;
  }

  /// It lets this account in whatever the password.
  public AccessServer lettingIn(String name) {
    account = name;
    trusting = true;
    return this;
  }

  /// It shows this certificate.
  public AccessServer certificate(CertificateSpec spec) {
    certificate = spec;
    return this;
  }

  public CertificateSpec certificate() {
    return certificate;
  }

  /// TLS comes after STARTTLS.
  public AccessServer startTls() {
    tlsFirst = false;
    return this;
  }

  /// It offers no TLS at all.
  public AccessServer plain() {
    tlsFirst = false;
    offersTls = false;
    return this;
  }

  /// It announces these ways to sign in; of IMAP, the LOGIN command is off too.
  public AccessServer mechanisms(String... words) {
    mechanisms = List.of(words);
    loginDisabled = true;
    return this;
  }

  /// It greets with this line.
  public AccessServer greeting(String line) {
    greeting = line;
    return this;
  }

  /// It answers every sign-in so, the right password too; of IMAP without the tag.
  public AccessServer refusal(String line) {
    refusal = line;
    return this;
  }

  /// It repeats the password in its refusals.
  public AccessServer echoing() {
    echoes = true;
    return this;
  }

  /// It says nothing any more once somebody signs in.
  public AccessServer mute() {
    mute = true;
    return this;
  }

  /// It answers MAIL so.
  public AccessServer mail(String reply) {
    mail = reply;
    return this;
  }

  /// It answers RCPT so.
  public AccessServer rcpt(String reply) {
    rcpt = reply;
    return this;
  }

  /// How full the mailbox is, in units of 1,024 bytes.
  public AccessServer quota(long used, long limit) {
    usedKilobytes = used;
    limitKilobytes = limit;
    return this;
  }

  /// The lines that came, of all connections.
  public List<String> heard() {
    return List.copyOf(heard);
  }

  String host() {
    return host;
  }

  boolean offersTls() {
    return offersTls;
  }

  List<String> mechanisms() {
    return mechanisms;
  }

  boolean loginDisabled() {
    return loginDisabled;
  }

  @Nullable String greeting() {
    return greeting;
  }

  @Nullable String mail() {
    return mail;
  }

  @Nullable String rcpt() {
    return rcpt;
  }

  boolean isMute() {
    return mute;
  }

  long usedKilobytes() {
    return usedKilobytes;
  }

  long limitKilobytes() {
    return limitKilobytes;
  }

  ServerTls tls() {
    return ServerTls.with(certificate);
  }

  void hear(String line) {
    heard.add(line);
  }

  /// What it says to a sign-in; null where it lets in.
  ///
  /// @param usual its refusal of a wrong password
  @Nullable String refuses(String name, String secret, String usual) {
    String said = refusal;
    if (said == null) {
      said = name.equals(account) && (trusting || secret.equals(password)) ? null : usual;
    }
    return said == null || !echoes ? said : said + " (you said " + secret + ")";
  }

  @Override
  public void serve(Socket socket) throws IOException, InterruptedException {
    Line line = new Line(socket, this);
    if (tlsFirst) {
      line.secure();
    }
    switch (kind) {
      case IMAP -> new ImapTalk(this, line).run();
      case POP3 -> new PopTalk(this, line).run();
      case SUBMISSION -> new SubmissionTalk(this, line).run();
    }
  }
}
