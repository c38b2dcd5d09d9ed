package org.mailmedic.engine.probe.smtp;

import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.evidence.EvidenceKey;
import org.mailmedic.engine.evidence.SmtpDialogue;
import org.mailmedic.engine.probe.Probe;
import org.mailmedic.engine.probe.ProbeContext;

/// Speaks with one address of an MX host up to RCPT (RFC 5321), with STARTTLS where it is offered
/// (RFC 3207). Starts what needs a server that greets, and what needs one that is silent.
///
/// @param domain the domain that is diagnosed
/// @param host the MX host, without trailing dot
/// @param address one of its addresses, in text form
/// @param limits how long the server is waited for
public record SmtpDialogueProbe(String domain, String host, String address, DialogueLimits limits)
    implements Probe<SmtpDialogue> {

  public SmtpDialogueProbe(String domain, String host, String address) {
    this(domain, host, address, DialogueLimits.STANDARD);
  }

  @Override
  public String checkId() {
    return "smtp.dialogue";
  }

  @Override
  public EvidenceKey<SmtpDialogue> key() {
    return SmtpDialogue.key(host, address);
  }

  @Override
  public Attempt<SmtpDialogue> run(ProbeContext context) throws InterruptedException {
    return new Tries(
            context,
            ask(context),
            limits,
            () -> context.start(new RelayProbe(host, address, limits)),
            () -> context.start(new PortSurveyProbe(host, address, limits)))
        .all();
  }

  private Dialogue.Ask ask(ProbeContext context) {
    Complaint complaint = context.complaint();
    String asked = complaint.checkRecipient() ? complaint.address() : null;
    return new Dialogue.Ask(
        domain,
        host,
        address,
        context.world().ports().smtp(),
        "",
        asked == null ? "postmaster@" + domain : asked,
        asked == null ? SmtpDialogue.RecipientKind.POSTMASTER : SmtpDialogue.RecipientKind.ADDRESS);
  }
}
