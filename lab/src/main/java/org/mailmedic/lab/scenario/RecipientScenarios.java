package org.mailmedic.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.mailmedic.engine.Outcome;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.lab.Lab;
import org.mailmedic.lab.dns.Zone;
import org.mailmedic.lab.net.LabNetwork;
import org.mailmedic.lab.scenario.Scenario.Kind;
import org.mailmedic.lab.smtp.SmtpScript;

/// A sound domain whose people write to somebody elsewhere, and what becomes of it there.
final class RecipientScenarios {
  private static final String SENDER = "anna@florist.example";
  private static final String BAKERY = "bakery.example";
  private static final String JAN = "jan@" + BAKERY;
  private static final String BAKERY_PREFIX = "203.0.113.";
  private static final String MILL = "mill.example";
  private static final String MIA = "mia@" + MILL;
  private static final String MILL_PREFIX = "203.0.114.";

  private RecipientScenarios() {}

  static List<Scenario> list() {
    List<Scenario> all = new ArrayList<>();
    all.add(refused("recipient-elsewhere-unknown", "recipient.unknown", "550 5.1.1 User unknown"));
    all.add(refused("recipient-full", "recipient.mailbox-full", "552 5.2.2 Mailbox full"));
    all.add(
        refused("recipient-disabled", "recipient.disabled", "550 5.2.1 This mailbox is disabled"));
    all.add(
        refused(
            "recipient-moved",
            "recipient.moved",
            "551 5.1.6 User not local; please try <jan@mill.example>"));
    all.add(
        refused(
            "recipient-rejects-sender",
            "recipient.rejects-sender",
            "550 5.7.1 Sender is not authorized to send to this mailbox"));
    all.add(
        refused(
            "recipient-greylisted",
            "recipient.greylisted",
            "450 4.7.1 Greylisted, please try again in 300 seconds"));
    all.add(
        refused(
            "recipient-rate-limited",
            "recipient.rate-limited",
            "450 4.2.1 The user you are trying to contact is receiving mail at a rate that"
                + " prevents additional messages from being delivered"));
    all.add(
        refused(
            "recipient-server-error",
            "recipient.server-error",
            "451 4.3.0 Internal server error, mail queue stopped"));
    all.add(
        refused(
            "recipient-storage-full",
            "recipient.storage-full",
            "452 4.3.1 Insufficient system storage"));
    all.add(
        to("recipient-overloaded", Kind.FAULT, JAN, bakery(RecipientScenarios::busy))
            .expecting("recipient.server-overloaded", Outcome.FAULT));
    all.add(
        to(
                "recipient-unreachable",
                Kind.FAULT,
                JAN,
                bakery(script -> script)
                    .andThen(
                        plan -> plan.network().refusing(LabNetwork.address(BAKERY_PREFIX + "25"))))
            .expecting("recipient.server-unreachable", Outcome.FAULT));
    all.add(
        to("recipient-typing-error", Kind.FAULT, "jan@gmial.com", plan -> {})
            .expecting("recipient.domain-unknown", Outcome.FAULT));
    all.add(
        to("recipient-domain-takes-no-mail", Kind.FAULT, JAN, zone("@ MX 0 ."))
            .expecting("recipient.domain-takes-no-mail", Outcome.FAULT));
    compared(all);
    steered(all);
    sound(all);
    return all;
  }

  private static void compared(List<Scenario> all) {
    Consumer<Lab.Plan> mill = mill(script -> script);
    all.add(
        to("recipient-busy-there-only", Kind.FAULT, JAN, bakery(RecipientScenarios::busy), mill)
            .complaining(complaint(JAN, MIA))
            .expecting("recipient.server-overloaded", Outcome.FAULT));
    all.add(
        to(
                "recipients-busy-everywhere",
                Kind.FAULT,
                JAN,
                bakery(RecipientScenarios::busy),
                mill(RecipientScenarios::busy))
            .complaining(complaint(JAN, MIA))
            .expecting(null, Outcome.INCONCLUSIVE, "network.address-refused"));
    all.add(
        to(
                "recipient-refuses-this-machine",
                Kind.FAULT,
                JAN,
                bakery(script ->
                    script.recipient(
                        JAN,
                        "550 5.7.1 Service unavailable, client host [{client}] blocked using"
                            + " zen.spamhaus.org")))
            .expecting(null, Outcome.INCONCLUSIVE, "network.address-refused"));
  }

  private static void steered(List<Scenario> all) {
    Consumer<Lab.Plan> disabled =
        bakery(script -> script.recipient(JAN, "550 5.2.1 This mailbox is disabled"));
    all.add(
        to("reply-explained-by-recipient", Kind.FAULT, JAN, disabled)
            .complaining(
                complaint()
                    .withErrorText("<" + JAN + ">: host mx said: 550 5.1.1 <" + JAN + ">: unknown"))
            .expecting("recipient.disabled", Outcome.FAULT, "recipient.unknown"));
    all.add(
        to("reply-recipient-taken-today", Kind.FAULT, JAN, bakery(script -> script))
            .complaining(complaint(JAN).withErrorText("550 5.1.1 <" + JAN + ">: User unknown"))
            .expecting("recipient.unknown", Outcome.FAULT));
  }

  private static void sound(List<Scenario> all) {
    all.add(to("sound-recipient", Kind.SOUND, JAN, bakery(script -> script)));
    all.add(
        to(
            "sound-recipient-first-server-down",
            Kind.SOUND,
            JAN,
            zone("@ MX 10 mx-down", "@ MX 20 mx")
                .andThen(plan -> {
                  plan.network().refusing(LabNetwork.address(BAKERY_PREFIX + "26"));
                  plan.smtp(BAKERY_PREFIX + "25", SmtpScript.sound("mx." + BAKERY, BAKERY));
                })));
    all.add(
        to(
                "sound-recipient-not-asked",
                Kind.SOUND,
                JAN,
                bakery(script -> script.recipient(JAN, "550 5.1.1 User unknown")))
            .complaining(complaint(JAN).withRecipientCheck(false)));
  }

  private static SmtpScript busy(SmtpScript script) {
    return script.greeting("421 4.3.2 Service not available, too busy, try again later");
  }

  private static Scenario refused(String id, String cause, String reply) {
    return to(id, Kind.FAULT, JAN, bakery(script -> script.recipient(JAN, reply)))
        .expecting(cause, Outcome.FAULT);
  }

  @SafeVarargs
  private static Scenario to(
      String id, Kind kind, String recipient, Consumer<Lab.Plan>... elsewhere) {
    return Scenario.of(
            id,
            kind,
            SENDER,
            plan -> {
              Estate.sound("florist.example").plant(plan);
              for (Consumer<Lab.Plan> each : elsewhere) {
                each.accept(plan);
              }
            })
        .complaining(complaint(recipient));
  }

  private static Complaint complaint(String... recipients) {
    return Complaint.about(SENDER, "anna", "florist.example").withRecipients(List.of(recipients));
  }

  private static Consumer<Lab.Plan> bakery(UnaryOperator<SmtpScript> change) {
    return site(BAKERY, BAKERY_PREFIX, change);
  }

  private static Consumer<Lab.Plan> mill(UnaryOperator<SmtpScript> change) {
    return site(MILL, MILL_PREFIX, change);
  }

  /// A domain with a server for names and a server for mail.
  private static Consumer<Lab.Plan> site(
      String domain, String prefix, UnaryOperator<SmtpScript> change) {
    return plan -> {
      zone(plan, domain, prefix, "@ MX 10 mx");
      plan.smtp(prefix + "25", change.apply(SmtpScript.sound("mx." + domain, domain)));
    };
  }

  private static Consumer<Lab.Plan> zone(String... mail) {
    return plan -> zone(plan, BAKERY, BAKERY_PREFIX, mail);
  }

  private static void zone(Lab.Plan plan, String domain, String prefix, String... mail) {
    plan.nameServer("ns." + domain, prefix + "1");
    Zone.Builder zone =
        Zone.of(domain)
            .add("@ NS ns")
            .add("ns A " + prefix + "1")
            .add("mx A " + prefix + "25")
            .add("mx-down A " + prefix + "26");
    for (String record : mail) {
      zone = zone.add(record);
    }
    plan.zone(zone.build());
  }
}
