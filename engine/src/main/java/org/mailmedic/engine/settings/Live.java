package org.mailmedic.engine.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt;

/// What was seen of a server just now.
///
/// @param state what came of looking
/// @param certificate what its certificate is worth; null where none was seen
/// @param mechanisms the ways to sign in that it announces, upper case (`PLAIN`, `XOAUTH2`); empty
///   where none were seen
/// @param reason why it could not be looked at; null unless `state` is [State#UNSEEN]
/// @param seen the host or address that it was seen at, or the words of the system on what went
///   wrong; null where there is nothing to say
public record Live(
    State state,
    @Nullable Certificate certificate,
    List<String> mechanisms,
    Attempt.@Nullable Reason reason,
    @Nullable String seen) {
  public Live {
    mechanisms = List.copyOf(mechanisms);
  }

  /// Nobody looked.
  public static final Live NOT_LOOKED = new Live(State.NOT_LOOKED, null, List.of(), null, null);

  /// It could not be looked at.
  public static Live unseen(Attempt.Reason reason) {
    return new Live(State.UNSEEN, null, List.of(), reason, null);
  }

  /// What came of looking.
  public enum State {
    /// It answers, its certificate is right for its name, and it takes sign-ins.
    VERIFIED("verified"),
    /// It answers, and its certificate is not right.
    BAD_CERTIFICATE("bad-certificate"),
    /// It answers, and can't be encrypted as it should be.
    NOT_ENCRYPTED("not-encrypted"),
    /// It answers, and announces no way to sign in.
    NO_SIGN_IN("no-sign-in"),
    /// It has no address.
    NO_ADDRESS("no-address"),
    /// It does not take connections.
    NO_CONNECTION("no-connection"),
    /// It takes connections, and is no such server or breaks off.
    BROKEN("broken"),
    /// It could not be looked at.
    UNSEEN("unseen"),
    /// Nobody looked: there is no check of this kind, or it was not wanted.
    NOT_LOOKED("not-looked");

    private final String id;

    State(String id) {
      this.id = id;
    }

    /// The word in texts and JSON.
    public String id() {
      return id;
    }
  }

  /// What a certificate is worth.
  public enum Certificate {
    RIGHT("right"),
    WRONG_NAME("wrong-name"),
    OUT_OF_DATE("out-of-date"),
    UNTRUSTED("untrusted");

    private final String id;

    Certificate(String id) {
      this.id = id;
    }

    /// The word in texts and JSON.
    public String id() {
      return id;
    }
  }
}
