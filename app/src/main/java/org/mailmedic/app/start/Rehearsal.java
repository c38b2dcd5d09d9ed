package org.mailmedic.app.start;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.mailmedic.app.Mailmedic;
import org.mailmedic.app.Output;
import org.mailmedic.app.Surroundings;

/// Runs commands once while the JVM takes notes for a start-up cache: what is used here starts fast
/// later. There are two caches, since a JVM loads at every start all that is in its cache: one for
/// the short commands, one for those that look at the network. Called by `tools/prepare`; touches
/// no network but a closed port of this machine.
public final class Rehearsal {
  private Rehearsal() {}

  private static final String[][] SHORT = {
    {"--version"},
    {"--help"},
    {"diagnose", "--help"},
    {"diagnose", "--frmat", "json", "example.com"},
    {"explain", "550 5.1.1 User unknown"},
    {"explain", "550 5.1.1 User unknown", "--format", "json", "--lang", "pl"},
    {"codes", "550"},
  };

  private static final String[][] LONG = {
    {"demo"},
    {"demo", "sound-with-dane", "--format", "json"},
    {"diagnose", "anna@example.com", "--resolver", "127.0.0.1:1", "--timeout", "1s"},
    {"diagnose", "example.com", "--resolver", "127.0.0.1:1", "--timeout", "1s", "--format", "json"},
  };

  /// @param arguments `short` or `long`
  public static void main(String[] arguments) {
    Output nowhere = new Output(OutputStream.nullOutputStream());
    Surroundings around =
        new Surroundings(
            Map.of(), "", false, false, false, InputStream.nullInputStream(), nowhere, nowhere);
    if (arguments[0].equals("long")) {
      Ending.link();
    }
    for (String[] call : arguments[0].equals("short") ? SHORT : LONG) {
      Mailmedic.run(around, call);
    }
  }
}
