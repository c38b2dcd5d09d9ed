package org.mailmedic.app;

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
    try {
      return dispatch(around, arguments);
    } catch (WrongCall wrong) {
      Sentences sentences = Sentences.of(Language.of(around, arguments));
      around.err().println("mailmedic: " + sentences.text(wrong));
      return ExitStatus.WRONG_CALL;
    } finally {
      around.out().flush();
      around.err().flush();
    }
  }

  private static int dispatch(Surroundings around, String... arguments) throws WrongCall {
    CommandLine line = CommandLine.parse(arguments);
    if (line.has(Options.VERSION)) {
      around.out().println("mailmedic " + version());
      return ExitStatus.FINE;
    }
    Command command = line.command();
    if (line.has(Options.HELP) || command == null) {
      return help(around, line, command);
    }
    line.checkOperands();
    return switch (command) {
      case DIAGNOSE -> new Diagnose(around, line).run();
      case EXPLAIN -> new Explain(around, line).run();
      case CODES -> Codes.run(around, line);
      case SCAN -> new Scan(around, line).run();
      case DEMO -> new Demo(around, line).run();
      default -> throw new WrongCall("later", "command", command.word());
    };
  }

  private static int help(Surroundings around, CommandLine line, @Nullable Command command)
      throws WrongCall {
    Sentences sentences = Sentences.of(Language.of(around, line));
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
