package org.mailmedic.engine.evidence;

import java.util.ArrayList;
import java.util.List;

/// What came back by whatever way: the replies of `--error`, and what the returned message of
/// `--bounce` says of each recipient.
public final class CameBack {
  private CameBack() {}

  /// Every reply, those of `--error` first; empty where nothing came back.
  public static List<GivenReply.Said> in(CaseFile file) {
    List<GivenReply.Said> all = new ArrayList<>();
    file.first(GivenReply.class).ifPresent(given -> all.addAll(given.replies()));
    file.first(ReturnedMessage.class).ifPresent(message -> all.addAll(of(message)));
    return all;
  }

  /// What a returned message says of each recipient.
  public static List<GivenReply.Said> of(ReturnedMessage message) {
    List<GivenReply.Said> all = new ArrayList<>();
    for (ReturnedMessage.Failure failure : message.failures()) {
      all.add(
          new GivenReply.Said(
              failure.code(),
              failure.enhanced(),
              failure.diagnostic(),
              failure.cause(),
              failure.confidence(),
              failure.recipient()));
      String also = failure.alsoCause();
      if (also != null) {
        all.add(
            new GivenReply.Said(
                failure.code(),
                failure.enhanced(),
                failure.diagnostic(),
                also,
                failure.confidence(),
                failure.recipient()));
      }
    }
    return all;
  }
}
