package org.mailmedic.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.mailmedic.app.cli.CommandLine;
import org.mailmedic.app.cli.Nearest;
import org.mailmedic.app.cli.Options;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.engine.Diagnostician;
import org.mailmedic.engine.cause.Diagnosis;
import org.mailmedic.engine.complaint.Password;
import org.mailmedic.lab.Lab;
import org.mailmedic.lab.scenario.Scenario;
import org.mailmedic.lab.scenario.Scenarios;
import org.mailmedic.report.Format;
import org.mailmedic.report.Reports;
import org.mailmedic.report.catalogue.Catalogue;

/// `demo`: an estate in the built-in lab, diagnosed like any other. Nothing leaves the program.
final class Demo {
  private final Surroundings around;
  private final CommandLine line;
  private final Settings settings;
  private final Catalogue catalogue;

  Demo(Surroundings around, CommandLine line) throws WrongCall {
    this.around = around;
    this.line = line;
    this.settings = Settings.of(around, line);
    this.catalogue = Catalogue.of(Language.of(around, settings.language()));
  }

  int run() throws WrongCall {
    if (line.has(Options.LIST)) {
      return list();
    }
    Scenario scenario = scenario();
    Format format = Diagnose.format(line);
    Diagnosis diagnosis = diagnose(scenario);
    if (format == Format.TEXT) {
      around.out().println(title(scenario)).println("");
    }
    around
        .out()
        .print(Reports.diagnosis(diagnosis, format, catalogue, Diagnose.look(around, line)));
    return ExitStatus.FINE; // the demo did what it was asked to, whatever is broken in the lab
  }

  private Diagnosis diagnose(Scenario scenario) throws WrongCall {
    Diagnostician diagnostician = new Diagnostician();
    try (Lab lab = scenario.start();
        Progress progress = Progress.of(around, line)) {
      Duration timeout = line.has(Options.TIMEOUT) ? settings.timeout() : scenario.timeout();
      String secret = scenario.password();
      if (secret == null) {
        return diagnostician.diagnose(scenario.complaint(), lab.world(), timeout, progress);
      }
      try (Password password = new Password(secret.toCharArray())) {
        return diagnostician.conclude(
            diagnostician.gather(scenario.complaint(), lab.world(), timeout, progress, password));
      }
    }
  }

  private Scenario scenario() throws WrongCall {
    String word = line.operand();
    String id = word == null ? Scenarios.DEFAULT : word;
    Scenario found = Scenarios.find(id).orElse(null);
    if (found == null) {
      Map<String, Object> facts = new HashMap<>();
      facts.put("word", id);
      String nearest = Nearest.to(id, Scenarios.list().stream().map(Scenario::id).toList());
      if (nearest != null) {
        facts.put("nearest", nearest);
      }
      throw new WrongCall("scenario-unknown", facts);
    }
    return found;
  }

  private String title(Scenario scenario) {
    return catalogue.text("demo." + scenario.id());
  }

  private int list() {
    int widest = 0;
    for (Scenario scenario : Scenarios.list()) {
      widest = Math.max(widest, scenario.id().length());
    }
    for (Scenario scenario : Scenarios.list()) {
      String gap = " ".repeat(widest - scenario.id().length() + 2);
      around.out().println(scenario.id() + gap + title(scenario));
    }
    return ExitStatus.FINE;
  }
}
