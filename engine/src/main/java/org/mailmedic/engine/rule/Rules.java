package org.mailmedic.engine.rule;

import java.util.List;
import org.mailmedic.engine.rule.access.CertificateRule;
import org.mailmedic.engine.rule.access.EnvelopeRule;
import org.mailmedic.engine.rule.access.MailboxRule;
import org.mailmedic.engine.rule.access.MethodsRule;
import org.mailmedic.engine.rule.access.SignInRule;
import org.mailmedic.engine.rule.access.TestDeliveryRule;
import org.mailmedic.engine.rule.access.UnreachableRule;
import org.mailmedic.engine.rule.dane.DaneRule;
import org.mailmedic.engine.rule.dkim.DkimRule;
import org.mailmedic.engine.rule.dmarc.DmarcRule;
import org.mailmedic.engine.rule.dmarc.RejectsOwnMailRule;
import org.mailmedic.engine.rule.dns.ConsistencyRule;
import org.mailmedic.engine.rule.dns.DnssecRule;
import org.mailmedic.engine.rule.dns.NameServersRule;
import org.mailmedic.engine.rule.inbound.GreetingRule;
import org.mailmedic.engine.rule.inbound.OpenRelayRule;
import org.mailmedic.engine.rule.inbound.ReachabilityRule;
import org.mailmedic.engine.rule.inbound.RecipientRule;
import org.mailmedic.engine.rule.message.MessageContentRule;
import org.mailmedic.engine.rule.message.MessageSignatureRule;
import org.mailmedic.engine.rule.mtasts.MtaStsRule;
import org.mailmedic.engine.rule.mtasts.TlsReportingRule;
import org.mailmedic.engine.rule.mx.MxRule;
import org.mailmedic.engine.rule.mx.ServiceRule;
import org.mailmedic.engine.rule.mx.TargetsRule;
import org.mailmedic.engine.rule.network.AddressRefusedRule;
import org.mailmedic.engine.rule.network.ProxyRule;
import org.mailmedic.engine.rule.network.WayOutRule;
import org.mailmedic.engine.rule.recipient.RecipientServerRule;
import org.mailmedic.engine.rule.registration.RegistrationRule;
import org.mailmedic.engine.rule.reply.GivenReplyRule;
import org.mailmedic.engine.rule.reputation.BlocklistRule;
import org.mailmedic.engine.rule.reputation.ReverseNameRule;
import org.mailmedic.engine.rule.settings.AutoconfigurationRule;
import org.mailmedic.engine.rule.settings.ProgramRule;
import org.mailmedic.engine.rule.settings.WebmailRule;
import org.mailmedic.engine.rule.spf.SpfRule;
import org.mailmedic.engine.rule.tls.MailServerTlsRule;

/// Every rule: an explicit list, in the order of the way of the mail.
public final class Rules {
  private Rules() {}

  /// The built-in rules.
  public static final List<Rule> ALL =
      List.of(
          new WayOutRule(),
          new AddressRefusedRule(),
          new ProxyRule(),
          new RegistrationRule(),
          new NameServersRule(),
          new DnssecRule(),
          new ConsistencyRule(),
          new MxRule(),
          new TargetsRule(),
          new ServiceRule(),
          new ReachabilityRule(),
          new GreetingRule(),
          new RecipientRule(),
          new OpenRelayRule(),
          new MailServerTlsRule(),
          new MtaStsRule(),
          new TlsReportingRule(),
          new DaneRule(),
          new ProgramRule(),
          new AutoconfigurationRule(),
          new WebmailRule(),
          new SpfRule(),
          new DkimRule(),
          new MessageSignatureRule(),
          new MessageContentRule(),
          new DmarcRule(),
          new RejectsOwnMailRule(),
          new ReverseNameRule(),
          new BlocklistRule(),
          new UnreachableRule(),
          new CertificateRule(),
          new MethodsRule(),
          new SignInRule(),
          new MailboxRule(),
          new EnvelopeRule(),
          new RecipientServerRule(),
          new TestDeliveryRule(),
          new GivenReplyRule());
}
