package org.mailmedic.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.mailmedic.protocol.arc.ArcChain;
import org.mailmedic.protocol.arc.ArcResult;
import org.mailmedic.protocol.authres.AuthenticationResults;
import org.mailmedic.protocol.dkim.DkimResult;
import org.mailmedic.protocol.dkim.DkimSignature;
import org.mailmedic.protocol.dkim.DkimVerifier;
import org.mailmedic.protocol.dkim.KeyLookup;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;

/// Messages: header fields, signatures, chains, results.
public final class SignedMessageFuzz {
  private static final KeyLookup KEYS =
      name ->
          new KeyLookup.Texts(List.of("k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="));

  private SignedMessageFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    RawMessage message = RawMessage.of(input);
    Claim.that(message.bodyStart() <= input.length, "where the body starts");
    for (RawField field : message.fields()) {
      Claim.that(field.is(field.name()), "the name");
      DkimSignature.parse(field);
      DkimSignature.parseArc(field);
      AuthenticationResults.parse(field.value());
    }
    for (DkimResult result : new DkimVerifier(message, KEYS).verify(Instant.EPOCH)) {
      Claim.that(
          result.passed() == (result.reason() == DkimResult.Reason.NONE), "a pass or a reason");
    }
    ArcResult chain = ArcChain.validate(message, KEYS);
    Claim.that(
        (chain.status() == ArcResult.Status.FAIL) == (chain.reason() != ArcResult.Reason.NONE),
        "a failure has a reason");
    AuthenticationResults.parse(new String(input, StandardCharsets.ISO_8859_1));
  }
}
