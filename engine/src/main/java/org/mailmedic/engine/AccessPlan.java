package org.mailmedic.engine;

import java.util.Set;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessServers;
import org.mailmedic.engine.evidence.Attempt;
import org.mailmedic.engine.probe.ProbeContext;
import org.mailmedic.engine.probe.access.AccessProbe;
import org.mailmedic.engine.probe.access.AccessServersProbe;
import org.mailmedic.engine.probe.access.SignInProbe;
import org.mailmedic.engine.probe.access.TestDeliveryProbe;
import org.mailmedic.engine.probe.service.ServiceDetectionProbe;
import org.mailmedic.knowledge.causes.Symptom;

/// The part of the plan that follows a mail program to its servers.
final class AccessPlan {
  private final Complaint complaint;

  AccessPlan(Complaint complaint) {
    this.complaint = complaint;
  }

  /// Begins where the symptoms have to do with it.
  void start(ProbeContext context, ServiceDetectionProbe service) {
    if (wanted(AccessProtocol.IMAP) || wanted(AccessProtocol.SUBMISSION)) {
      AccessServersProbe servers = new AccessServersProbe(complaint.domain(), service);
      context.then(servers, seen -> follow(context, servers, seen));
    }
  }

  private void follow(
      ProbeContext context, AccessServersProbe probe, Attempt<AccessServers> attempt) {
    if (attempt instanceof Attempt.Observed<AccessServers>(AccessServers seen)) {
      for (AccessServers.Server server : seen.servers()) {
        if (wanted(server.protocol()) && server.protocol() != AccessProtocol.JMAP) {
          context.start(
              new AccessProbe(server.protocol(), server.host(), server.port(), server.security()));
          if (signsIn(context)) {
            context.start(new SignInProbe(server.protocol(), probe));
            sendsTest(context, probe);
          }
        }
      }
    }
  }

  private void sendsTest(ProbeContext context, AccessServersProbe probe) {
    String address = complaint.address();
    if (complaint.sendTest() && address != null) {
      context.start(new TestDeliveryProbe(address, probe));
    }
  }

  /// Only an account can be signed in to, not a domain (verdict 5).
  private boolean signsIn(ProbeContext context) {
    return complaint.signIn() && complaint.localPart() != null && context.password() != null;
  }

  /// Signing in says something of receiving, too: whether the mailbox is full.
  private boolean wanted(AccessProtocol protocol) {
    Set<Symptom> asked = complaint.symptoms();
    return asked.contains(Symptom.LOGIN)
        || complaint.signIn()
        || (protocol == AccessProtocol.SUBMISSION && asked.contains(Symptom.SEND));
  }
}
