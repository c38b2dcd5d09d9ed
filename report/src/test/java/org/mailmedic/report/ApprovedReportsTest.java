package org.mailmedic.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmedic.engine.settings.MailSettings;
import org.mailmedic.knowledge.codes.Asked;
import org.mailmedic.report.catalogue.Catalogue;
import org.mailmedic.report.catalogue.Languages;

/// Whole reports as somebody read and approved them: `src/test/resources/approved`. After a wanted
/// change, `./mvnw test -pl report -am -Dtest=ApprovedReportsTest
/// -Dsurefire.failIfNoSpecifiedTests=false -Dmailmedic.approve=true` writes them anew; read the
/// difference before it is committed.
class ApprovedReportsTest {
  private static final Path APPROVED =
      Path.of(System.getProperty("mailmedic.root"), "report/src/test/resources/approved");
  private static final boolean APPROVE = Boolean.getBoolean("mailmedic.approve");
  private static final Look VERBOSE = new Look(true, false, 80);
  private static final Look COLOR = new Look(false, true, 80);

  record Report(String name, Format format, String language, String text) {
    @Override
    public String toString() {
      return name + "." + language + "." + format.name().toLowerCase(Locale.ROOT);
    }
  }

  static Stream<Report> reports() {
    return Languages.available().stream()
        .flatMap(language -> reports(language, Catalogue.of(language)));
  }

  private static Stream<Report> reports(String language, Catalogue texts) {
    Stream<Report> everyFormat =
        Arrays.stream(Format.values())
            .flatMap(format ->
                Stream.of(
                    report("broken", format, texts, Look.PLAIN),
                    report("explanation", format, texts, Look.PLAIN),
                    report("code-550", format, texts, Look.PLAIN),
                    report("settings", format, texts, Look.PLAIN),
                    report("settings-program", format, texts, Look.PLAIN)));
    Stream<Report> more =
        Stream.of(
            report("fine", Format.TEXT, texts, Look.PLAIN),
            report("inconclusive", Format.TEXT, texts, Look.PLAIN),
            report("turned-away", Format.TEXT, texts, Look.PLAIN),
            report("broken-verbose", Format.TEXT, texts, VERBOSE),
            report("broken-color", Format.TEXT, texts, COLOR),
            report("settings-unknown", Format.TEXT, texts, Look.PLAIN),
            report("settings-bridge", Format.TEXT, texts, Look.PLAIN),
            report("settings-guess", Format.TEXT, texts, Look.PLAIN),
            report("settings-hostile", Format.HTML, texts, Look.PLAIN),
            report("settings-hostile", Format.MARKDOWN, texts, Look.PLAIN),
            report("settings-window", Format.TEXT, texts, Look.PLAIN));
    return Stream.concat(everyFormat, more).filter(report -> report.language().equals(language));
  }

  private static Report report(String name, Format format, Catalogue texts, Look look) {
    String text =
        switch (name) {
          case "fine" -> Reports.diagnosis(Samples.fine(), format, texts, look);
          case "inconclusive" -> Reports.diagnosis(Samples.inconclusive(), format, texts, look);
          case "turned-away" -> Reports.diagnosis(Samples.turnedAway(), format, texts, look);
          case "explanation" -> Reports.explanation(Samples.explanation(), format, texts, look);
          case "code-550" ->
              Reports.codes(Asked.read("550 5.7.26").orElseThrow(), format, texts, look);
          case "settings" -> settings(SettingsSamples.of("ovh-mxplan"), null, format, texts);
          case "settings-program" ->
              settings(SettingsSamples.of("wp"), MailProgramGuide.OUTLOOK_CLASSIC, format, texts);
          case "settings-unknown" -> settings(SettingsSamples.unknown(), null, format, texts);
          case "settings-bridge" -> settings(SettingsSamples.bridge(), null, format, texts);
          case "settings-guess" -> settings(SettingsSamples.guess(), null, format, texts);
          case "settings-hostile" -> settings(SettingsSamples.hostile(), null, format, texts);
          case "settings-window" ->
              settings(SettingsSamples.of("google"), MailProgramGuide.K9, format, texts);
          default -> Reports.diagnosis(Samples.broken(), format, texts, look);
        };
    return new Report(name, format, texts.language(), text);
  }

  private static String settings(
      MailSettings settings, @Nullable MailProgramGuide program, Format format, Catalogue texts) {
    return Reports.settings(settings, program, format, texts.language(), Look.PLAIN);
  }

  @ParameterizedTest
  @MethodSource("reports")
  void looksAsApproved(Report report) throws IOException {
    Path file = APPROVED.resolve(report.toString());
    if (APPROVE) {
      Files.createDirectories(APPROVED);
      Files.writeString(file, report.text());
    }
    assertThat(report.text()).isEqualTo(Files.exists(file) ? Files.readString(file) : "");
  }
}
