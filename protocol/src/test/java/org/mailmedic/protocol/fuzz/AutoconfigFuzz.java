package org.mailmedic.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import org.mailmedic.protocol.autoconfig.Account;
import org.mailmedic.protocol.autoconfig.Autodiscover;
import org.mailmedic.protocol.autoconfig.AutodiscoverJson;
import org.mailmedic.protocol.autoconfig.ClientConfig;
import org.mailmedic.protocol.autoconfig.PublishedServer;
import org.mailmedic.protocol.autoconfig.ReadSettings;
import org.mailmedic.protocol.autoconfig.UserAgentConfiguration;

/// What domains publish for mail programs: XML and JSON.
public final class AutoconfigFuzz {
  private static final Account ANNA = new Account("anna", "florist.example");

  private AutoconfigFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    bounded(ClientConfig.read(ANNA, text));
    bounded(Autodiscover.read(text));
    bounded(AutodiscoverJson.read(text));
    bounded(UserAgentConfiguration.read(text));
    bounded(ClientConfig.read(ANNA, around(text)));
  }

  /// So that the fuzzer need not find the frame by itself.
  private static String around(String text) {
    return "<clientConfig><emailProvider><incomingServer type=\"imap\">"
        + text
        + "</incomingServer></emailProvider></clientConfig>";
  }

  private static void bounded(ReadSettings settings) {
    Claim.that(settings.servers().size() <= 100 && settings.problems().size() <= 100, "numbers");
    Claim.that(settings.domains().size() <= 1_000 && settings.pages().size() <= 100, "numbers");
    for (PublishedServer server : settings.servers()) {
      Claim.that(server.port() >= 1 && server.port() <= 65_535, "port");
      Claim.that(!server.host().isEmpty() && server.host().length() <= 253, "host");
    }
    Claim.that(
        settings.state() == ReadSettings.State.SETTINGS || settings.servers().isEmpty(), "state");
  }
}
