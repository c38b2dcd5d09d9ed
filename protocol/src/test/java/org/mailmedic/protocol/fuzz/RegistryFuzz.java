package org.mailmedic.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import org.mailmedic.protocol.registration.RdapReader;
import org.mailmedic.protocol.registration.RegistryAnswer;
import org.mailmedic.protocol.registration.WhoisReader;

/// What registries answer: RDAP and WHOIS.
public final class RegistryFuzz {
  private RegistryFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    bounded(RdapReader.read("example.com", new String(input, StandardCharsets.UTF_8)));
    bounded(WhoisReader.read("example.com", input));
  }

  private static void bounded(RegistryAnswer answer) {
    Claim.that(answer.status().size() <= 200 && answer.nameServers().size() <= 200, "numbers");
    Claim.that(
        answer.kind() != RegistryAnswer.Kind.NOT_FOUND || answer.expires() == null,
        "what is not there does not expire");
  }
}
