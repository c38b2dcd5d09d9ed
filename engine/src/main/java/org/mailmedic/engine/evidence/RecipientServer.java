package org.mailmedic.engine.evidence;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whom the mail was to reach: where the DNS says that mail for this address goes, and what the
/// servers there say to RCPT (verdict 23). Held apart from the evidence on the domain that is
/// diagnosed, whose rules never see it. Key subject: the address.
///
/// @param address the recipient as it goes over the wire
/// @param domain its domain, A-labels, lower case
/// @param mx the domain's MX records
/// @param hosts the addresses of the hosts that take its mail, in the order that senders try them:
///   the MX targets, else the domain itself (RFC 5321 section 5.1); empty where there are none
/// @param talks the talks with these hosts, in the same order; empty where no address was found or
///   nobody was to be asked
public record RecipientServer(
    String address, String domain, MxRecords mx, List<HostAddresses> hosts, List<Talk> talks)
    implements Evidence {
  public RecipientServer {
    hosts = List.copyOf(hosts);
    talks = List.copyOf(talks);
  }

  /// The key of what was seen of this recipient.
  public static EvidenceKey<RecipientServer> key(String address) {
    return new EvidenceKey<>(RecipientServer.class, address);
  }

  /// A talk with one address of one host.
  ///
  /// @param seen with the sender of the complaint; null where it could not be seen
  /// @param unseen why it could not be seen; null where it was
  /// @param withoutSender the same talk with the null reverse-path, where the sender was refused
  ///   for what may be owed to this machine's address; null where there was none
  /// @param survey the other ports of an address that kept silent; null where it was not silent or
  ///   they could not be tried
  public record Talk(
      String host,
      String address,
      @Nullable SmtpDialogue seen,
      Attempt.@Nullable Reason unseen,
      @Nullable SmtpDialogue withoutSender,
      @Nullable PortSurvey survey) {

    /// Whether a TCP connection stood.
    public boolean connected() {
      return seen != null && seen.connected();
    }

    /// Whether the recipient was taken, with the sender or without.
    public boolean accepted() {
      return (seen != null && seen.accepted())
          || (withoutSender != null && withoutSender.accepted());
    }
  }

  /// Whether a server took the recipient.
  public boolean accepted() {
    return talks.stream().anyMatch(Talk::accepted);
  }

  /// Whether the DNS alone says that no mail gets there: no such name, a null MX (RFC 7505), or
  /// neither MX nor address.
  public boolean nowhere() {
    return mx.status().equals("NXDOMAIN")
        || nullMx()
        || (mx.settled()
            && hosts.stream()
                .allMatch(h -> h.settled() && h.ipv4().isEmpty() && h.ipv6().isEmpty()));
  }

  /// Whether the domain declares that it takes no mail (RFC 7505 section 3).
  public boolean nullMx() {
    return mx.records().size() == 1 && mx.records().getFirst().host().equals(".");
  }

  @Override
  public String kind() {
    return "smtp";
  }

  @Override
  public String summary() {
    String told =
        talks.stream()
            .map(Talk::seen)
            .flatMap(seen -> Optional.ofNullable(seen).stream())
            .map(SmtpDialogue::summary)
            .findFirst()
            .orElse(mx.summary());
    return address + ": " + told;
  }

  @Override
  public boolean settled() {
    return accepted() || nowhere();
  }

  @Override
  public Attempt.Reason unsettledBecause() {
    if (!mx.settled()) {
      return mx.unsettledBecause();
    }
    for (Talk talk : talks) {
      if (talk.unseen() != null) {
        return talk.unseen();
      }
      if (talk.connected()) {
        return Attempt.Reason.REFUSED;
      }
    }
    return Attempt.Reason.DEADLINE;
  }

  @Override
  public List<TranscriptLine> transcript() {
    return talks.stream()
        .map(Talk::seen)
        .flatMap(seen -> Optional.ofNullable(seen).stream())
        .findFirst()
        .map(SmtpDialogue::transcript)
        .orElse(List.of());
  }
}
