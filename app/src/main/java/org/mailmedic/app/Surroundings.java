package org.mailmedic.app;

import java.io.InputStream;
import java.util.Map;

/// What the program finds around it when it is called.
///
/// @param environment the environment variables
/// @param locale as the shell had it (`pl_PL.UTF-8`); empty where unknown
/// @param terminalIn, terminalOut, terminalErr whether each is a terminal
/// @param in standard input
/// @param out standard output: the result
/// @param err standard error: trouble and progress
public record Surroundings(
    Map<String, String> environment,
    String locale,
    boolean terminalIn,
    boolean terminalOut,
    boolean terminalErr,
    InputStream in,
    Output out,
    Output err) {

  /// Those of this process. The launcher tells what a Java program finds out only slowly.
  static Surroundings ofProcess() {
    Map<String, String> environment = System.getenv();
    String terminal = System.getProperty("mailmedic.terminal", "");
    return new Surroundings(
        environment,
        locale(environment),
        terminal.indexOf('i') >= 0,
        terminal.indexOf('o') >= 0,
        terminal.indexOf('e') >= 0,
        System.in,
        Output.standardOutput(),
        Output.standardError());
  }

  private static String locale(Map<String, String> environment) {
    String told = System.getProperty("mailmedic.locale");
    if (told != null) {
      return told;
    }
    for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }
}
