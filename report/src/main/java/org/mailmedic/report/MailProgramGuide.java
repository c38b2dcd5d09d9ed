package org.mailmedic.report;

import java.util.List;

/// A mail program that there is a step list for (`report/src/main/texts/<language>/settings`).
public enum MailProgramGuide {
  OUTLOOK_CLASSIC("outlook-classic", 5, 3),
  OUTLOOK_NEW("outlook-new", 4, 0),
  EXCHANGE_PHONE("exchange-phone", 0, 3),
  APPLE_MAIL_MAC("apple-mail-mac", 3, 2),
  APPLE_MAIL_IOS("apple-mail-ios", 4, 2),
  THUNDERBIRD("thunderbird", 5, 0),
  GMAIL_ANDROID("gmail-android", 4, 2),
  K9("k9", 3, 0);

  private final String id;
  private final int imapSteps;
  private final int exchangeSteps;

  MailProgramGuide(String id, int imapSteps, int exchangeSteps) {
    this.id = id;
    this.imapSteps = imapSteps;
    this.exchangeSteps = exchangeSteps;
  }

  /// The word for `--program`.
  public String id() {
    return id;
  }

  /// How many steps there are for IMAP and POP3; 0 where it speaks neither.
  int imapSteps() {
    return imapSteps;
  }

  /// How many steps there are for Exchange; 0 where it is set up in no way of its own.
  int exchangeSteps() {
    return exchangeSteps;
  }

  /// The words for `--program`, in order.
  public static List<String> ids() {
    return java.util.Arrays.stream(values()).map(MailProgramGuide::id).toList();
  }

  /// The program with this word.
  ///
  /// @throws IllegalArgumentException where there is none
  public static MailProgramGuide of(String id) {
    for (MailProgramGuide each : values()) {
      if (each.id.equals(id)) {
        return each;
      }
    }
    throw new IllegalArgumentException(id);
  }
}
