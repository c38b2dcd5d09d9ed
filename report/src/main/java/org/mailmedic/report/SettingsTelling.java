package org.mailmedic.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.settings.MailSettings;
import org.mailmedic.engine.settings.MailSettings.Protocol;
import org.mailmedic.engine.settings.MailSettings.Server;

/// Mail settings on a page: what to do first, a table for each protocol, and what else there is; or
/// the steps for one program.
final class SettingsTelling {
  private final MailSettings settings;
  private final SettingsWording words;
  private final Wording common;
  private final @Nullable MailProgramGuide program;

  /// @param program whose steps are wanted; null: the tables
  SettingsTelling(
      MailSettings settings,
      SettingsWording words,
      Wording common,
      @Nullable MailProgramGuide program) {
    this.settings = settings;
    this.words = words;
    this.common = common;
    this.program = program;
  }

  String tell(Page page) {
    Map<String, String> subject = Map.of("subject", words.subject());
    if (!settings.known()) {
      String key = settings.bridged() ? "title" : "none.title";
      page.title(words.say(key, subject), Page.Tone.PLAIN);
      unknown(page);
      return page.finish();
    }
    page.title(words.say("title", subject), Page.Tone.PLAIN);
    words.lead().forEach(page::paragraph);
    MailProgramGuide wanted = program;
    if (wanted != null) {
      list(page, "sign-in", words.before());
      steps(page, wanted);
      return page.finish();
    }
    page.paragraph(words.checked());
    list(page, "sign-in", words.before());
    for (Protocol protocol : Protocol.values()) {
      table(page, protocol);
    }
    String webmail = words.webmail();
    if (webmail != null) {
      page.section(words.say("webmail"));
      page.paragraph(webmail);
    }
    list(page, "limits", words.limits());
    page.remark(words.say("more.programs", Map.of("programs", MailProgramGuide.ids())));
    page.remark(words.say("more.exports"));
    return page.finish();
  }

  private void table(Page page, Protocol protocol) {
    List<Server> servers = settings.servers(protocol);
    if (servers.isEmpty()) {
      return;
    }
    page.section(words.say("protocol." + protocol.id()));
    if (protocol == Protocol.IMAP || protocol == Protocol.SUBMISSION) {
      page.paragraph(words.say("hint." + protocol.id()));
    }
    page.pairs(words.pairs(servers.getFirst(), servers.subList(1, servers.size())));
  }

  private void list(Page page, String key, List<String> points) {
    if (!points.isEmpty()) {
      page.section(words.say(key));
      page.list(points);
    }
  }

  private void steps(Page page, MailProgramGuide wanted) {
    List<Page.Step> steps = new ArrayList<>();
    for (String text : words.steps(wanted)) {
      int line = text.indexOf('\n');
      steps.add(
          new Page.Step(
              line < 0 ? text : text.substring(0, line),
              null,
              line < 0 ? "" : text.substring(line + 1),
              null));
    }
    page.section(words.program(wanted));
    if (steps.isEmpty()) {
      Map<String, Object> arguments = new HashMap<>();
      arguments.put("program", words.program(wanted));
      if (words.service() != null) {
        arguments.put("service", words.service());
      }
      boolean exchange = wanted.imapSteps() == 0;
      page.paragraph(words.say("program." + (exchange ? "missing" : "no-incoming"), arguments));
    } else {
      page.steps(steps);
    }
    page.remark(words.say("program.table"));
  }

  /// One honest answer that says what to do.
  private void unknown(Page page) {
    String service = words.service();
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("domain", settings.complaint().domain());
    List<String> steps = new ArrayList<>();
    if (service != null && settings.bridged()) {
      page.paragraph(words.say("service", Map.of("service", service)));
      words.before().forEach(page::paragraph);
    } else if (service != null) {
      page.paragraph(words.say("none.no-servers", Map.of("service", service)));
      steps.addAll(List.of("none.ask", "none.help", "none.guess"));
    } else if (settings.unseen() != null) {
      arguments.put("reason", common.say("note." + settings.unseen().id()));
      page.paragraph(words.say("none.unseen", arguments));
      steps.addAll(List.of("none.again", "none.provider"));
    } else {
      page.paragraph(words.say("none.text", arguments));
      steps.addAll(List.of("none.provider", "none.ask", "none.help", "none.guess"));
    }
    if (!steps.isEmpty()) {
      page.section(words.say("none.steps"));
      page.list(steps.stream().map(words::say).toList());
    }
    String webmail = words.webmail();
    if (webmail != null) {
      page.section(words.say("webmail"));
      page.paragraph(webmail);
    }
  }
}
