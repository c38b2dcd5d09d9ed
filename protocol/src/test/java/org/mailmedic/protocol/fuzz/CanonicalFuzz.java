package org.mailmedic.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.mailmedic.protocol.dkim.BodyCanon;
import org.mailmedic.protocol.dkim.Canonical;

/// The canonical forms: the same in one piece and byte by byte, and a form of a form is itself.
public final class CanonicalFuzz {
  private CanonicalFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    for (Canonical form : Canonical.values()) {
      BodyCanon whole = BodyCanon.sha256(form);
      whole.update(input, 0, input.length);
      byte[] hash = whole.finish();
      BodyCanon pieces = BodyCanon.sha256(form);
      for (int i = 0; i < input.length; i++) {
        pieces.update(input, i, 1);
      }
      Claim.that(Arrays.equals(hash, pieces.finish()), "the same in pieces");
      Claim.that(whole.length() <= 2L * input.length + 2, "no longer than its line ends make it");
    }
    String text = new String(input, StandardCharsets.ISO_8859_1);
    int colon = text.indexOf(':');
    if (colon > 0) {
      String once = Canonical.RELAXED.field(text, colon);
      Claim.that(Canonical.RELAXED.field(once, once.indexOf(':')).equals(once), "a form's form");
    }
  }
}
