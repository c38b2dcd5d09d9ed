package org.mailmedic.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.app.cli.Command;
import org.mailmedic.app.cli.CommandLine;
import org.mailmedic.app.cli.Options;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.app.start.Ending;

/// The program.
public final class Mailmedic {
  private Mailmedic() {}

  public static void main(String[] arguments) {
    // dnsjava's logging has nowhere to go, and nobody needs to be told.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Ending.prepare();
    Ending.now(run(Surroundings.ofProcess(), arguments));
  }

  /// Does what the arguments say, and returns the exit status.
  public static int run(Surroundings around, String... arguments) {
    int status;
    try {
      status = dispatch(around, arguments);
    } catch (WrongCall wrong) {
      status = wrong(around, wrong, arguments);
    } catch (RuntimeException | Error fault) {
      status = fault(around, fault, arguments);
    }
    around.out().flush();
    String trouble = around.out().trouble();
    if (trouble != null) {
      status = wrong(around, new WrongCall("output", "detail", trouble), arguments);
    }
    around.err().flush();
    return status;
  }

  private static int wrong(Surroundings around, WrongCall wrong, String... arguments) {
    Sentences sentences = Sentences.of(Language.of(around, arguments));
    around.err().println("mailmedic: " + sentences.text(wrong));
    return ExitStatus.WRONG_CALL;
  }

  /// A fault of our own: where it is stands behind the sentence for whoever is to mend it.
  private static int fault(Surroundings around, Throwable fault, String... arguments) {
    StackTraceElement[] trace = fault.getStackTrace();
    String where = fault + (trace.length == 0 ? "" : " at " + trace[0]);
    wrong(around, new WrongCall("fault", "detail", where), arguments);
    if (List.of(arguments).contains(Options.VERBOSE.name())) {
      StringWriter all = new StringWriter();
      fault.printStackTrace(new PrintWriter(all));
      around.err().print(all.toString());
    }
    return ExitStatus.FAULT_OF_OURS;
  }

  private static int dispatch(Surroundings around, String... arguments) throws WrongCall {
    CommandLine line = CommandLine.parse(arguments);
    if (line.has(Options.VERSION)) {
      around.out().println("mailmedic " + version());
      return ExitStatus.FINE;
    }
    Command command = line.command();
    if (line.has(Options.HELP) || command == null) {
      return help(around, line, command, arguments);
    }
    line.checkOperands();
    return switch (command) {
      case DIAGNOSE -> new Diagnose(around, line).run();
      case EXPLAIN -> new Explain(around, line).run();
      case CODES -> Codes.run(around, line);
      case SETTINGS -> new ProgramSettings(around, line).run();
      case SCAN -> new Scan(around, line).run();
      case DEMO -> new Demo(around, line).run();
      default -> throw new WrongCall("later", "command", command.word());
    };
  }

  private static int help(
      Surroundings around, CommandLine line, @Nullable Command command, String... arguments)
      throws WrongCall {
    Sentences sentences = Sentences.of(Language.of(around, arguments));
    if (!line.has(Options.HELP)) {
      throw new WrongCall("command-missing");
    }
    around.out().print(sentences.text("help." + (command == null ? "mailmedic" : command.word())));
    return ExitStatus.FINE;
  }

  private static String version() {
    String version = Mailmedic.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }
}
