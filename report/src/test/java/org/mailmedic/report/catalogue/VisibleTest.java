package org.mailmedic.report.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {

  @Test
  void harmlessTextComesBackAsItIs() {
    for (String text :
        new String[] {"", "550 5.1.1 User unknown", "zażółć gęślą jaźń", "пошта", "邮件"}) {
      assertThat(Visible.oneLine(text)).isSameAs(text);
    }
    assertThat(Visible.oneLine("😀 שלום")).isEqualTo("😀 שלום");
  }

  @Test
  void whatATerminalObeysIsShown() {
    check("\u001b[2J\u001b]0;x\u0007", "\\x1b[2J\\x1b]0;x\\x07");
    check("\u009b31m", "\\x9b31m");
    check("a\u0000b\u007fc\bd", "a\\x00b\\x7fc\\x08d");
  }

  @Test
  void lineEndsBecomeOneSpace() {
    check("a\r\nb\nc\td", "a b c d");
  }

  @Test
  void whatTurnsTheDirectionOrCantBeSeenIsShown() {
    check("a\u202eb", "a\\u202eb");
    check("\u2066x\u2069", "\\u2066x\\u2069");
    check("pay\u200bpal\u00ad\ufeff", "pay\\u200bpal\\u00ad\\ufeff");
    check("x\udb40\udc41", "x\\u{e0041}");
  }

  @Test
  void halvesOfPairsAreReplaced() {
    check("a\ud83d", "a\ufffd");
    check("\ude00b", "\ufffdb");
  }

  @Test
  void cuttingLeavesPairsWhole() {
    assertThat(Visible.oneLine("ab😀", 3)).isEqualTo("ab…");
    assertThat(Visible.oneLine("ab😀", 4)).isEqualTo("ab😀");
    assertThat(Visible.oneLine(null, 4)).isEmpty();
  }

  private static void check(String text, String shown) {
    assertThat(Visible.oneLine(text)).isEqualTo(shown);
  }
}
