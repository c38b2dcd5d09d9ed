package org.mailmedic.protocol.autoconfig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.autoconfig.PublishedServer.Protocol;
import org.mailmedic.protocol.autoconfig.PublishedServer.Security;

/// The services that SRV records name for mail programs (RFC 6186 section 3, RFC 8314 section 5.1;
/// `_autodiscover` is Outlook's).
public enum MailService {
  IMAPS("_imaps", Protocol.IMAP, Security.TLS),
  IMAP("_imap", Protocol.IMAP, Security.STARTTLS),
  POP3S("_pop3s", Protocol.POP3, Security.TLS),
  POP3("_pop3", Protocol.POP3, Security.STARTTLS),
  SUBMISSIONS("_submissions", Protocol.SUBMISSION, Security.TLS),
  SUBMISSION("_submission", Protocol.SUBMISSION, Security.STARTTLS),
  AUTODISCOVER("_autodiscover", null, Security.TLS);

  private final String label;
  private final @Nullable Protocol protocol;
  private final Security security;

  MailService(String label, @Nullable Protocol protocol, Security security) {
    this.label = label;
    this.protocol = protocol;
    this.security = security;
  }

  /// What is spoken; null where it is no protocol for mail.
  public @Nullable Protocol protocol() {
    return protocol;
  }

  /// How the connection is encrypted. A server of `_imap`, `_pop3` or `_submission` is to offer
  /// STARTTLS.
  public Security security() {
    return security;
  }

  /// Where its records stand, without trailing dot.
  public String name(String domain) {
    return label + "._tcp." + domain;
  }

  /// A target (RFC 2782).
  ///
  /// @param target lower case, without trailing dot; `.` says that the service is not offered
  public record Target(int priority, int weight, int port, String target) {}

  /// Whether the records say that the service is decidedly not offered (RFC 2782: one record with
  /// the target `.`).
  public static boolean notOffered(List<Target> targets) {
    return targets.size() == 1 && targets.getFirst().target().equals(".");
  }

  /// The targets in the order in which they are tried: the lowest priority first, among equals the
  /// heaviest. Chance, which RFC 2782 lets decide among equals, is left out, so that the same
  /// records always read the same.
  public static List<Target> inOrder(List<Target> targets) {
    List<Target> order = new ArrayList<>(targets);
    order.removeIf(target -> target.target().equals("."));
    order.sort(
        Comparator.comparingInt(Target::priority)
            .thenComparing(Comparator.comparingInt(Target::weight).reversed())
            .thenComparing(Target::target)
            .thenComparingInt(Target::port));
    return order;
  }
}
