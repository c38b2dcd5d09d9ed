package org.mailmedic.engine.rule.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.MailProgram;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessServers;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.SignIn;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;

/// What refused sign-ins mean, each by what its server says and all by one another (verdict 18).
public final class SignInRule implements Rule {
  /// Submission refuses a password that reading takes, and nobody says why (verdict 18).
  private static final double SENDING_BLOCKED = 0.7;

  /// One way of reading refuses a password that another takes.
  private static final double PROTOCOL_OFF = 0.65;

  @Override
  public Set<String> ids() {
    return Set.of(
        "login.wrong-password",
        "login.two-factor",
        "login.locked-out",
        "login.unavailable",
        "login.method-unsupported",
        "settings.wrong-username",
        "account.disabled",
        "account.protocol-disabled",
        "account.locked-for-spam");
  }

  @Override
  public String checkId() {
    return "login.imap";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    List<Observation<SignIn>> refused = new ArrayList<>();
    boolean taken = false;
    boolean read = false;
    for (Observation<SignIn> observation : file.all(SignIn.class)) {
      SignIn signIn = observation.attempt().observed().orElse(null);
      if (signIn != null && signIn.refused()) {
        refused.add(observation);
      }
      taken |= signIn != null && signIn.accepted();
      read |= signIn != null && signIn.accepted() && signIn.protocol().reads();
    }
    List<Finding> findings = new ArrayList<>();
    List<Observation<SignIn>> wordless = new ArrayList<>();
    for (Observation<SignIn> observation : refused) {
      String cause = Refused.cause(seen(observation));
      if (cause.equals(Refused.WRONG_PASSWORD)) {
        wordless.add(observation);
      } else {
        findings.add(told(file, observation, cause));
      }
    }
    if (!wordless.isEmpty()) {
      byOneAnother(file, wordless, taken, read, findings);
    }
    return findings;
  }

  private static SignIn seen(Observation<SignIn> observation) {
    return observation.attempt().observed().orElseThrow();
  }

  /// What a server says in words or codes.
  private static Finding told(CaseFile file, Observation<SignIn> observation, String cause) {
    SignIn signIn = seen(observation);
    Found found = found(file, cause, signIn).certainty(0.93).on(observation);
    if (cause.equals("login.unavailable")) {
      found.level(Level.AT_RISK);
    }
    return found.build();
  }

  private static Found found(CaseFile file, String cause, SignIn signIn) {
    Found found = Found.of(cause, signIn.host());
    switch (cause) {
      case "account.protocol-disabled" ->
          found.with("address", address(file)).with("protocol", signIn.protocol().shown());
      case "account.disabled", "account.locked-for-spam" -> found.with("address", address(file));
      case "login.method-unsupported" -> found.with("host", signIn.host());
      case "settings.wrong-username" -> found.with("username", signIn.username());
      default -> found.with("address", address(file)).with("host", signIn.host());
    }
    return found.with("reply", signIn.reply() == null ? null : signIn.reply().oneLine());
  }

  private static @Nullable String address(CaseFile file) {
    return file.complaint().address();
  }

  /// Servers that refuse and do not say why.
  private static void byOneAnother(
      CaseFile file,
      List<Observation<SignIn>> wordless,
      boolean taken,
      boolean read,
      List<Finding> findings) {
    if (!taken) {
      // Where one server says why, the others mean the same.
      if (findings.stream().noneMatch(SignInRule::ofTheAccount)) {
        findings.add(wrong(file, wordless));
      }
      return;
    }
    for (Observation<SignIn> observation : wordless) {
      SignIn signIn = seen(observation);
      boolean sending = signIn.protocol() == AccessProtocol.SUBMISSION;
      if (sending && read) {
        findings.add(
            found(file, "account.locked-for-spam", signIn)
                .certainty(SENDING_BLOCKED)
                .on(observation)
                .build());
      } else if (signIn.protocol().reads()) {
        findings.add(
            found(file, "account.protocol-disabled", signIn)
                .certainty(PROTOCOL_OFF)
                .on(observation)
                .build());
      }
    }
  }

  private static boolean ofTheAccount(Finding finding) {
    return !finding.id().equals("account.protocol-disabled");
  }

  private static Finding wrong(CaseFile file, List<Observation<SignIn>> refused) {
    SignIn first = seen(refused.getFirst());
    String expected = expected(file, first);
    if (expected != null) {
      return found(file, "settings.wrong-username", first)
          .with("expected", expected)
          .certainty(0.85)
          .on(refused)
          .build();
    }
    boolean known = file.first(AccessServers.class).filter(AccessServers::sure).isPresent();
    return found(file, Refused.WRONG_PASSWORD, first)
        .certainty(known ? 0.93 : 0.8)
        .on(refused)
        .build();
  }

  /// The user name that the service wants, where the person signs in with another one; null where
  /// it is right or nobody knows.
  private static @Nullable String expected(CaseFile file, SignIn signIn) {
    Complaint complaint = file.complaint();
    MailProgram program = complaint.program();
    AccessServers servers = file.first(AccessServers.class).orElse(null);
    if (program == null
        || program.username() == null
        || signIn.usernameKnown()
        || servers == null
        || servers.username() == null) {
      return null;
    }
    String local = complaint.localPart();
    return servers.username().equals("local-part") ? local : complaint.address();
  }
}
