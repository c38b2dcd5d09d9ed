package org.mailmedic.app.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.mailmedic.app.Mailmedic;
import org.mailmedic.app.Output;
import org.mailmedic.app.Surroundings;
import org.mailmedic.lab.tls.LabCertificates;

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

  /// All that a configuration may say, so that its reader is prepared too.
  private static final String CONFIG =
      """
      language: en
      resolver: ["127.0.0.1:1", "127.0.0.2:1"]
      trustAnchors: "%s/root.ds"
      caFile: "%s/authority.pem"
      allowPrivate: true
      timeout: 1s
      ports: {smtp: 25, https: 443}
      rdap:
        servers: {example: "http://127.0.0.1:1/"}
      whois:
        servers: {test: "127.0.0.1:1"}
      """;

  private static final String ANCHOR =
      ". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D\n";

  private static final String[][] LONG = {
    {"demo"},
    {"demo", "sound-with-dane", "--format", "json"},
    {"diagnose", "anna@example.com", "--resolver", "127.0.0.1:1", "--timeout", "1s"},
    {"diagnose", "example.com", "--resolver", "127.0.0.1:1", "--timeout", "1s", "--format", "json"},
    {"diagnose", "anna@example.com", "--config", "%s/config.yaml"},
  };

  /// @param arguments `short` or `long`
  public static void main(String[] arguments) throws IOException {
    Output nowhere = new Output(OutputStream.nullOutputStream());
    Surroundings around =
        new Surroundings(
            Map.of(), "", false, false, false, InputStream.nullInputStream(), nowhere, nowhere);
    if (arguments[0].equals("short")) {
      for (String[] call : SHORT) {
        Mailmedic.run(around, call);
      }
    } else {
      rehearseLong(around);
    }
  }

  private static void rehearseLong(Surroundings around) throws IOException {
    Ending.link();
    Path folder = Files.createTempDirectory("mailmedic-rehearsal");
    try {
      Files.writeString(folder.resolve("root.ds"), ANCHOR);
      Files.writeString(folder.resolve("authority.pem"), LabCertificates.authorityPem());
      Files.writeString(folder.resolve("config.yaml"), CONFIG.replace("%s", folder.toString()));
      for (String[] call : LONG) {
        String[] placed = call.clone();
        for (int i = 0; i < placed.length; i++) {
          placed[i] = placed[i].replace("%s", folder.toString());
        }
        Mailmedic.run(around, placed);
      }
    } finally {
      for (String file : new String[] {"root.ds", "authority.pem", "config.yaml", ""}) {
        Files.deleteIfExists(folder.resolve(file));
      }
    }
  }
}
