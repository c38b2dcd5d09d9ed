package org.mailmedic.app;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.app.cli.CommandLine;
import org.mailmedic.app.cli.Nearest;
import org.mailmedic.app.cli.Option;
import org.mailmedic.app.cli.Options;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.app.config.GivenFile;
import org.mailmedic.engine.Diagnostician;
import org.mailmedic.engine.Outcome;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.engine.complaint.Complaint;
import org.mailmedic.engine.complaint.Password;
import org.mailmedic.engine.complaint.WebmailSeen;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.CaseFileJson;
import org.mailmedic.engine.evidence.UnreadableJson;
import org.mailmedic.engine.world.live.LiveWorld;
import org.mailmedic.knowledge.causes.Symptom;
import org.mailmedic.knowledge.providers.Providers;
import org.mailmedic.protocol.address.Subject;
import org.mailmedic.protocol.address.SubjectReader;
import org.mailmedic.protocol.bounce.ReturnedMailReader;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.report.Format;
import org.mailmedic.report.Look;
import org.mailmedic.report.Reports;
import org.mailmedic.report.catalogue.Catalogue;

/// `diagnose`.
final class Diagnose {
  /// Options that are recognised and not acted on yet.
  private static final List<Option> LATER = List.of(Options.DEEP);

  private static final long MAX_CASE_BYTES = 64 << 20;

  /// Of a message that came back; it goes into the case file.
  private static final int MAX_RETURNED_BYTES = 1 << 20;

  private final Surroundings around;
  private final CommandLine line;
  private final Settings settings;

  Diagnose(Surroundings around, CommandLine line) throws WrongCall {
    this.around = around;
    this.line = line;
    this.settings = Settings.of(around, line);
  }

  int run() throws WrongCall {
    Providers providers = settings.providers();
    Diagnostician diagnostician = new Diagnostician(providers);
    Path record = recordTo();
    String replay = line.value(Options.REPLAY);
    CaseFile file = replay == null ? live(diagnostician, providers) : replay(Settings.path(replay));
    Diagnosis diagnosis = diagnostician.conclude(file);
    print(diagnosis);
    if (record != null) {
      record(file, record);
    }
    return status(diagnosis);
  }

  static int status(Diagnosis diagnosis) {
    return switch (Outcome.of(diagnosis)) {
      case FINE -> ExitStatus.FINE;
      case FAULT -> ExitStatus.FAULT;
      case INCONCLUSIVE -> ExitStatus.INCONCLUSIVE;
    };
  }

  private CaseFile live(Diagnostician diagnostician, Providers providers) throws WrongCall {
    String typed = line.operand();
    if (typed == null) {
      throw new WrongCall("operand-missing", "command", "diagnose");
    }
    Complaint complaint = complaint(typed, providers);
    // Asked for before anything is looked at, and forgotten when all is.
    try (Password password = password(complaint);
        Progress progress = Progress.of(around, line);
        LiveWorld world = settings.open()) {
      return password == null
          ? diagnostician.gather(complaint, world, settings.timeout(), progress)
          : diagnostician.gather(complaint, world, settings.timeout(), progress, password);
    }
  }

  /// The password to sign in with; null where nobody signs in, or only a domain was given.
  private @Nullable Password password(Complaint complaint) throws WrongCall {
    String address = complaint.address();
    return complaint.signIn() && address != null
        ? GivenPassword.of(
            around, line, Sentences.of(Language.of(around, settings.language())), address)
        : null;
  }

  private Complaint complaint(String typed, Providers providers) throws WrongCall {
    Subject.Valid subject = subject(typed);
    Complaint complaint =
        Complaint.about(typed, subject.localPart(), subject.domain())
            .withSymptoms(symptoms(line))
            .withErrorText(line.value(Options.ERROR))
            .withProvider(provider(line, providers))
            .withRecipientCheck(!line.has(Options.NO_RECIPIENT_CHECK))
            .withSendingAddresses(sendingAddresses())
            .withRecipients(recipients())
            .withProgram(GivenProgram.of(line))
            .withWebmail(webmail())
            .withSignIn(line.has(Options.LOGIN))
            .withSendTest(line.has(Options.SEND_TEST))
            .withDeep(line.has(Options.DEEP))
            .withIgnored(ignored());
    return withReturned(complaint);
  }

  /// The mail service that was named, where it is a known one; null where none was.
  static @Nullable String provider(CommandLine line, Providers providers) throws WrongCall {
    String word = line.value(Options.PROVIDER);
    if (word == null || providers.find(word).isPresent()) {
      return word;
    }
    Map<String, Object> facts = new HashMap<>();
    facts.put("word", word);
    String nearest = Nearest.to(word, providers.ids());
    if (nearest != null) {
      facts.put("nearest", nearest);
    }
    throw new WrongCall("provider-unknown", facts);
  }

  /// What was typed as an address or domain, read.
  static Subject.Valid subject(String typed) throws WrongCall {
    return switch (SubjectReader.read(typed)) {
      case Subject.Valid valid -> valid;
      case Subject.Invalid invalid -> {
        Map<String, Object> facts = new HashMap<>();
        facts.put("offending", invalid.offending());
        facts.put("position", (long) invalid.position() + 1);
        String suggestion = invalid.suggestion();
        if (suggestion != null) {
          facts.put("suggestion", suggestion);
        }
        throw new WrongCall(invalid.problem().id(), facts);
      }
    };
  }

  static Set<Symptom> symptoms(CommandLine line) {
    EnumSet<Symptom> symptoms = EnumSet.noneOf(Symptom.class);
    for (String word : line.values(Options.SYMPTOM)) {
      symptoms.add(Symptom.valueOf(word.toUpperCase(Locale.ROOT)));
    }
    return symptoms.isEmpty() ? EnumSet.allOf(Symptom.class) : symptoms;
  }

  /// The message that came back, or its text where the file holds no message.
  private Complaint withReturned(Complaint complaint) throws WrongCall {
    String bounce = line.value(Options.BOUNCE);
    if (bounce == null) {
      return complaint;
    }
    byte[] bytes = Explain.bytes(Settings.path(bounce), MAX_RETURNED_BYTES);
    if (ReturnedMailReader.isMessage(bytes)) {
      return complaint.withReturned(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    return complaint.errorText() == null
        ? complaint.withErrorText(new String(bytes, StandardCharsets.UTF_8))
        : complaint;
  }

  private List<String> sendingAddresses() throws WrongCall {
    List<String> addresses = line.values(Options.SENDING_IP);
    for (String address : addresses) {
      if (IpAddress.parse(address) == null) {
        throw new WrongCall("sending-ip", "word", address);
      }
    }
    return addresses;
  }

  private List<String> recipients() throws WrongCall {
    List<String> recipients = new ArrayList<>();
    for (String typed : line.values(Options.RECIPIENT)) {
      Subject.Valid recipient = subject(typed);
      if (recipient.localPart() == null) {
        throw new WrongCall("recipient-no-address", "word", typed);
      }
      recipients.add(recipient.localPart() + "@" + recipient.domain());
    }
    return recipients;
  }

  private @Nullable WebmailSeen webmail() {
    String word = line.value(Options.WEBMAIL);
    return word == null ? null : WebmailSeen.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private List<String> ignored() {
    List<String> ignored = new ArrayList<>();
    for (Option option : LATER) {
      if (line.has(option)) {
        ignored.add(option.name());
      }
    }
    return ignored;
  }

  private static CaseFile replay(Path file) throws WrongCall {
    try (InputStream in = new BufferedInputStream(GivenFile.open(file))) {
      if (Files.size(file) > MAX_CASE_BYTES) {
        throw new WrongCall("file-too-big", "file", file.toString());
      }
      return CaseFileJson.read(in);
    } catch (UnreadableJson e) {
      throw new WrongCall("case-file", placed(file, e));
    } catch (IOException e) {
      throw new WrongCall("file-unreadable", "file", file.toString());
    }
  }

  private static Map<String, Object> placed(Path file, UnreadableJson problem) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("file", file.toString());
    if (problem.line() > 0) {
      facts.put("line", problem.line());
    }
    if (!problem.place().isEmpty()) {
      facts.put("place", problem.place());
    }
    return facts;
  }

  /// Where the case file goes; null where none is wanted. What can't be written is said before
  /// anything is looked at.
  private @Nullable Path recordTo() throws WrongCall {
    String said = line.value(Options.RECORD);
    if (said == null) {
      return null;
    }
    Path to = Settings.path(said);
    Path folder = to.toAbsolutePath().getParent();
    boolean writable =
        Files.exists(to)
            ? Files.isWritable(to) && !Files.isDirectory(to)
            : folder != null && Files.isWritable(folder);
    if (!writable) {
      throw new WrongCall("file-unwritable", "file", said);
    }
    return to;
  }

  private static void record(CaseFile file, Path to) throws WrongCall {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
      CaseFileJson.write(file, out);
    } catch (IOException e) {
      throw new WrongCall("file-unwritable", "file", to.toString());
    }
  }

  private void print(Diagnosis diagnosis) {
    Catalogue catalogue = Catalogue.of(Language.of(around, settings.language()));
    around.out().print(Reports.diagnosis(diagnosis, format(line), catalogue, look(around, line)));
  }

  static Format format(CommandLine line) {
    String word = line.value(Options.FORMAT);
    return word == null ? Format.TEXT : Format.of(word);
  }

  static Look look(Surroundings around, CommandLine line) {
    boolean color =
        around.terminalOut()
            && !line.has(Options.NO_COLOR)
            && around.environment().getOrDefault("NO_COLOR", "").isEmpty()
            && !around.environment().getOrDefault("TERM", "").equals("dumb");
    return new Look(line.has(Options.VERBOSE), color, Look.PLAIN.width());
  }
}
