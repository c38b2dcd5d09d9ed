package org.mailmedic.report;

import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.engine.message.MessageReading;
import org.mailmedic.engine.reply.Explanation;
import org.mailmedic.engine.settings.MailSettings;
import org.mailmedic.knowledge.codes.Asked;
import org.mailmedic.report.catalogue.Catalogue;

/// Renders what was found, for people and for programs. Decides nothing.
public final class Reports {
  private Reports() {}

  /// A diagnosis.
  ///
  /// @param look of the text format only; the others always tell everything
  public static String diagnosis(
      Diagnosis diagnosis, Format format, Catalogue catalogue, Look look) {
    Wording words = Wording.of(catalogue, diagnosis);
    if (format == Format.JSON) {
      return JsonReport.of(diagnosis, words, true);
    }
    boolean whole = format != Format.TEXT || look.verbose();
    return new DiagnosisTelling(diagnosis, words, whole).tell(page(format, words, catalogue, look));
  }

  /// A diagnosis as JSON on one line.
  public static String line(Diagnosis diagnosis, Catalogue catalogue) {
    return JsonReport.of(diagnosis, Wording.of(catalogue, diagnosis), false);
  }

  /// What came back, explained.
  ///
  /// @param look of the text format only; the others always tell everything
  public static String explanation(
      Explanation explanation, Format format, Catalogue catalogue, Look look) {
    Wording words = new Wording(catalogue, null);
    ReplyWording replies = new ReplyWording(catalogue);
    if (format == Format.JSON) {
      return ExplanationJson.of(explanation, words, replies, true);
    }
    boolean whole = format != Format.TEXT || look.verbose();
    return new ExplanationTelling(explanation, words, replies, whole)
        .tell(page(format, words, catalogue, look));
  }

  /// A message, explained: what came back where it is one that did, and what it says of itself.
  ///
  /// @param look of the text format only; the others always tell everything
  public static String explanation(
      Explanation explanation,
      MessageReading message,
      Format format,
      Catalogue catalogue,
      Look look) {
    Wording words = new Wording(catalogue, null);
    ReplyWording replies = new ReplyWording(catalogue);
    if (format == Format.JSON) {
      return ExplanationJson.of(explanation, message, words, replies, true);
    }
    boolean whole = format != Format.TEXT || look.verbose();
    MessageTelling telling = new MessageTelling(message, words, whole);
    Page page = page(format, words, catalogue, look);
    if (explanation.failures().isEmpty() && !explanation.isBounce()) {
      telling.tell(page);
      return page.finish();
    }
    return new ExplanationTelling(explanation, words, replies, whole)
        .tell(page, telling::afterNotice);
  }

  /// What came back, explained as JSON on one line.
  public static String line(Explanation explanation, Catalogue catalogue) {
    Wording words = new Wording(catalogue, null);
    return ExplanationJson.of(explanation, words, new ReplyWording(catalogue), false);
  }

  /// The reference of SMTP replies.
  ///
  /// @param asked the code that was asked for; null: all of it
  public static String codes(@Nullable Asked asked, Format format, Catalogue catalogue, Look look) {
    Wording words = new Wording(catalogue, null);
    CodesReport report = new CodesReport(asked, words, new ReplyWording(catalogue));
    return format == Format.JSON
        ? report.json()
        : report.tell(page(format, words, catalogue, look));
  }

  /// What to type into a mail program.
  ///
  /// @param program the program whose steps are wanted; null: the values of the account
  /// @param language tag of the texts' language
  public static String settings(
      MailSettings settings,
      @Nullable MailProgramGuide program,
      Format format,
      String language,
      Look look) {
    Catalogue catalogue = Catalogue.of(language, SettingsWording.ROOM);
    SettingsWording words = new SettingsWording(catalogue, settings);
    if (format == Format.JSON) {
      return SettingsJson.of(settings, words, program);
    }
    Wording common = new Wording(catalogue, words.service());
    return new SettingsTelling(settings, words, common, program)
        .tell(page(format, common, catalogue, look));
  }

  private static Page page(Format format, Wording words, Catalogue catalogue, Look look) {
    return switch (format) {
      case MARKDOWN -> new MarkdownPage();
      case HTML -> new HtmlPage(catalogue.language());
      case TEXT, JSON -> new TextPage(words, look);
    };
  }
}
