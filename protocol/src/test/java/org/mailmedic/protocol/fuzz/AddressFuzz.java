package org.mailmedic.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import org.mailmedic.protocol.address.Subject;
import org.mailmedic.protocol.address.SubjectReader;
import org.mailmedic.protocol.smtp.Command;

/// What a person types as an address or domain.
public final class AddressFuzz {
  private static final int MAX_DOMAIN = 253;
  private static final int MAX_ADDRESS = 254;

  private AddressFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    command(text);
    switch (SubjectReader.read(text)) {
      case Subject.Valid valid -> valid(valid);
      case Subject.Invalid invalid -> invalid(text, invalid);
    }
  }

  /// Whether a text can be asked for; no text makes two commands out of one.
  private static boolean command(String text) {
    try {
      Command command = Command.rcpt(text);
      Claim.that(command.line().chars().noneMatch(c -> c < ' ' || c == 0x7f), "one line");
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void valid(Subject.Valid valid) {
    String domain = valid.domain();
    Claim.that(!domain.isEmpty() && domain.length() <= MAX_DOMAIN, "length of the domain");
    Claim.that(
        domain.chars().allMatch(c -> c > ' ' && c < 0x7f && !Character.isUpperCase(c)),
        "a domain in lower-case ASCII");
    String address = valid.address();
    if (address != null) {
      Claim.that(
          address.getBytes(StandardCharsets.UTF_8).length <= MAX_ADDRESS, "length of the address");
      Claim.that(address.chars().noneMatch(c -> c < ' ' || c == 0x7f), "no control characters");
      Claim.that(command(address), "an address goes over the wire");
      same(valid, address);
    }
    if (domain.indexOf('.') > 0) { // a single word is no domain unless an @ says so
      same(new Subject.Valid(null, domain, valid.notes()), domain);
    }
  }

  /// What goes over the wire is read as itself.
  private static void same(Subject.Valid first, String written) {
    Claim.that(
        SubjectReader.read(written) instanceof Subject.Valid again
            && again.domain().equals(first.domain())
            && String.valueOf(again.localPart()).equals(String.valueOf(first.localPart())),
        "reading " + written + " again gives the same");
  }

  private static void invalid(String text, Subject.Invalid invalid) {
    Claim.that(
        invalid.position() >= 0 && invalid.position() <= text.length(), "position in the input");
    Claim.that(invalid.offending().length() <= 64, "length of the piece");
    String suggestion = invalid.suggestion();
    Claim.that(
        suggestion == null || SubjectReader.read(suggestion) instanceof Subject.Valid,
        "the suggestion " + suggestion + " is valid itself");
  }
}
