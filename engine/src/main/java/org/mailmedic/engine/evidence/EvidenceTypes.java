package org.mailmedic.engine.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every type of evidence, by the name that it has in a case file: an explicit list. A record that
/// is missing here can't be saved, and a test says so.
public final class EvidenceTypes {
  private EvidenceTypes() {}

  /// All types, in alphabetical order.
  public static final List<Class<? extends Evidence>> ALL =
      List.of(
          Autoconfiguration.class,
          AccessServers.class,
          AccessTalk.class,
          BlocklistAnswers.class,
          DkimKeys.class,
          DmarcRecords.class,
          DnssecChain.class,
          GivenMessage.class,
          GivenReply.class,
          HostAddresses.class,
          LocalNetwork.class,
          MessageSignatures.class,
          MtaSts.class,
          MxRecords.class,
          PortSurvey.class,
          ProgramSettings.class,
          Registration.class,
          RecipientServer.class,
          RelayAttempt.class,
          ResolverHealth.class,
          ReturnedMessage.class,
          ReverseName.class,
          SendingHosts.class,
          ServerView.class,
          ServiceDetection.class,
          SignIn.class,
          SmtpDialogue.class,
          SpfRecords.class,
          TestDelivery.class,
          TlsReporting.class,
          TlsaRecords.class,
          WebmailPage.class,
          ZoneDelegation.class);

  /// The type with this name; null where there is none.
  static @Nullable Class<? extends Evidence> find(String name) {
    for (Class<? extends Evidence> type : ALL) {
      if (type.getSimpleName().equals(name)) {
        return type;
      }
    }
    return null;
  }
}
