package org.mailmedic.app.start;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.mailmedic.app.Mailmedic;
import org.mailmedic.app.Output;
import org.mailmedic.app.Surroundings;

/// Runs the common commands once while the JVM takes notes for the start-up cache: what is used
/// here starts fast later. Called by `tools/prepare`; touches no network.
public final class Rehearsal {
  private Rehearsal() {}

  private static final String[][] CALLS = {
    {"--version"},
    {"--help"},
    {"diagnose", "--help"},
    {"diagnose", "--frmat", "json", "example.com"},
    {"diagnose", "anna@example.com", "--resolver", "127.0.0.1:1", "--timeout", "1s"},
    {"diagnose", "example.com", "--resolver", "127.0.0.1:1", "--timeout", "1s", "--format", "json"},
    {"diagnose", "example.com", "--resolver", "127.0.0.1:1", "--timeout", "1s", "--format", "html"},
    {"diagnose", "example.com", "--resolver", "127.0.0.1:1", "--timeout", "1s", "--verbose"},
    {"explain", "550 5.1.1 User unknown"},
    {"explain", "550 5.1.1 User unknown", "--format", "json", "--lang", "pl"},
    {"demo"},
    {"codes", "550"},
    {"codes", "550 5.7.26", "--format", "json", "--lang", "pl"},
  };

  public static void main(String[] arguments) {
    Output nowhere = new Output(OutputStream.nullOutputStream());
    Surroundings around =
        new Surroundings(
            Map.of(), "", false, false, false, InputStream.nullInputStream(), nowhere, nowhere);
    for (String[] call : CALLS) {
      Mailmedic.run(around, call);
    }
  }
}
