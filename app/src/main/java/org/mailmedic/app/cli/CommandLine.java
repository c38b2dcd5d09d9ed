package org.mailmedic.app.cli;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments, read: which command, which options with which values, and what is left.
///
/// Read as GNU programs do: `--name value` and `--name=value`, options before and after operands,
/// `--` before operands that look like options, `-` an operand.
public final class CommandLine {
  private final @Nullable Command command;
  private final IdentityHashMap<Option, List<String>> values;
  private final List<String> operands;

  private CommandLine(
      @Nullable Command command,
      IdentityHashMap<Option, List<String>> values,
      List<String> operands) {
    this.command = command;
    this.values = values;
    this.operands = operands;
  }

  /// Reads the arguments. Their number is checked by [#checkOperands()], so that `--help` and
  /// `--version` work beside whatever else is wrong with them.
  ///
  /// @throws WrongCall for an unknown command or option, a missing value, or one of the wrong words
  public static CommandLine parse(String... arguments) throws WrongCall {
    return new Reader(arguments).read();
  }

  /// The command; null where none was named.
  public @Nullable Command command() {
    return command;
  }

  /// Whether the option was given.
  public boolean has(Option option) {
    return values.containsKey(option);
  }

  /// The option's value, the last one where it was given several times; null where it was not.
  public @Nullable String value(Option option) {
    List<String> given = values.get(option);
    return given == null ? null : given.getLast();
  }

  /// All the option's values, in order; empty where it was not given.
  public List<String> values(Option option) {
    return values.getOrDefault(option, List.of());
  }

  /// What is no option.
  public List<String> operands() {
    return operands;
  }

  /// The only operand; null where there is none.
  public @Nullable String operand() {
    return operands.isEmpty() ? null : operands.getFirst();
  }

  /// Checks how many operands there are.
  public void checkOperands() throws WrongCall {
    Command called = command;
    if (called != null && operands.size() > called.most()) {
      String extra = operands.get(called.most());
      throw new WrongCall("operand-extra", Map.of("command", called.word(), "operand", extra));
    }
    if (called != null && operands.size() < called.least()) {
      throw new WrongCall("operand-missing", "command", called.word());
    }
  }

  /// The state of reading.
  private static final class Reader {
    private final String[] arguments;
    private int next;
    private @Nullable Command command;
    private final IdentityHashMap<Option, List<String>> values = new IdentityHashMap<>();
    private final List<String> operands = new ArrayList<>();

    Reader(String[] arguments) {
      this.arguments = arguments;
    }

    CommandLine read() throws WrongCall {
      findCommand();
      boolean options = true;
      while (next < arguments.length) {
        String argument = arguments[next++];
        if (options && argument.equals("--")) {
          options = false;
        } else if (options && argument.length() > 1 && argument.charAt(0) == '-') {
          option(argument);
        } else {
          operands.add(argument);
        }
      }
      return new CommandLine(command, values, List.copyOf(operands));
    }

    /// The command is the first argument that is neither a common option nor its value.
    private void findCommand() throws WrongCall {
      while (next < arguments.length && command == null) {
        String argument = arguments[next++];
        if (argument.length() > 1 && argument.charAt(0) == '-') {
          option(argument);
        } else {
          command = Command.of(argument);
          if (command == null) {
            throw unknown("command", argument, words());
          }
        }
      }
    }

    private void option(String argument) throws WrongCall {
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      String name = equals < 0 ? argument : argument.substring(0, equals);
      Option option = find(name);
      if (option == null) {
        throw unknown("option", name, names());
      }
      String value = "";
      if (option.value() == null) {
        if (equals >= 0) {
          throw new WrongCall("value-unwanted", "option", name);
        }
      } else {
        value = equals >= 0 ? argument.substring(equals + 1) : following(option);
        checkWord(option, value);
      }
      values.computeIfAbsent(option, key -> new ArrayList<>()).add(value);
    }

    private String following(Option option) throws WrongCall {
      // A value that is itself an option is a forgotten value; any other text is taken as it is.
      if (next == arguments.length || find(arguments[next]) != null) {
        throw new WrongCall("value-missing", named(option));
      }
      return arguments[next++];
    }

    private static void checkWord(Option option, String value) throws WrongCall {
      List<String> words = option.words();
      if (words == null) {
        if (value.isEmpty()) {
          throw new WrongCall("value-missing", named(option));
        }
        return;
      }
      if (words.contains(value)) {
        return;
      }
      throw new WrongCall(
          "value-word", Map.of("option", option.name(), "value", value, "words", words));
    }

    private static Map<String, Object> named(Option option) {
      return Map.of("option", option.name(), "value", String.valueOf(option.value()));
    }

    private @Nullable Option find(String name) {
      for (Option option : Options.COMMON) {
        if (option.matches(name)) {
          return option;
        }
      }
      if (command != null) {
        for (Option option : command.own()) {
          if (option.matches(name)) {
            return option;
          }
        }
      }
      return null;
    }

    private static WrongCall unknown(String what, String word, List<String> candidates) {
      String nearest = Nearest.to(word, candidates);
      return nearest == null
          ? new WrongCall("unknown-" + what, "word", word)
          : new WrongCall("unknown-" + what, Map.of("word", word, "nearest", nearest));
    }

    private static List<String> words() {
      List<String> words = new ArrayList<>();
      for (Command each : Command.values()) {
        words.add(each.word());
      }
      return words;
    }

    private List<String> names() {
      List<String> names = new ArrayList<>();
      Options.COMMON.forEach(option -> names.add(option.name()));
      if (command != null) {
        command.own().forEach(option -> names.add(option.name()));
      }
      return names;
    }
  }
}
