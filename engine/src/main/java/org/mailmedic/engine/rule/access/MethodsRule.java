package org.mailmedic.engine.rule.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessTalk;
import org.mailmedic.engine.evidence.AccessTalk.Offer;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// Whether the account's servers offer a way to sign in that mail programs have. Sign-in through a
/// browser alone (OAuth) is broken for whoever signs in with a password, and advice for others.
public final class MethodsRule implements Rule {
  private static final Set<String> MODERN = Set.of("XOAUTH2", "OAUTHBEARER", "OAUTH10A");
  private static final Set<String> PASSWORD =
      Set.of("PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "USER", "APOP", "NTLM");

  @Override
  public Set<String> ids() {
    return Set.of("login.method-unsupported");
  }

  @Override
  public String checkId() {
    return "login.servers";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Finding> findings = new ArrayList<>();
    for (AccessProtocol protocol :
        List.of(AccessProtocol.IMAP, AccessProtocol.POP3, AccessProtocol.SUBMISSION)) {
      Talks talks = Talks.of(file, protocol);
      List<Talks.One> told = talks.all().stream().filter(one -> one.talk().whole()).toList();
      if (!told.isEmpty() && told.stream().noneMatch(one -> takesPasswords(one.talk()))) {
        findings.add(finding(file, told));
      }
    }
    return findings;
  }

  private static Finding finding(CaseFile file, List<Talks.One> told) {
    Set<String> methods = new LinkedHashSet<>();
    for (Talks.One one : told) {
      Offer offer = one.talk().offer();
      if (offer != null) {
        methods.addAll(offer.mechanisms());
      }
    }
    boolean modern = methods.stream().anyMatch(MODERN::contains);
    String host = told.getFirst().server().host();
    Found found =
        Found.of("login.method-unsupported", host)
            .level(modern && !file.complaint().signIn() ? Level.ADVICE : Level.BROKEN)
            .certainty(0.9)
            .with("host", host)
            .with("kind", modern ? "oauth" : methods.isEmpty() ? "nothing" : "exotic");
    if (!methods.isEmpty()) {
      found.with("methods", List.copyOf(methods));
    }
    return found.on(told.stream().map(Talks.One::observation).toList()).build();
  }

  private static boolean takesPasswords(AccessTalk talk) {
    Offer offer = talk.offer();
    if (offer == null) {
      return true;
    }
    boolean login = talk.protocol() == AccessProtocol.IMAP && !offer.loginDisabled();
    // A server that has the LOGIN command and says that all else is OAuth means the latter.
    boolean plainLogin = login && offer.mechanisms().stream().noneMatch(MODERN::contains);
    return plainLogin
        || offer.mechanisms().stream()
            .anyMatch(word -> PASSWORD.contains(word) || word.startsWith("SCRAM-"));
  }
}
