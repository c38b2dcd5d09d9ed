package org.mailmedic.protocol.spf;

import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.ip.IpRange;

/// A term of a record (RFC 7208 section 4.6.1).
public sealed interface SpfTerm {
  /// Where it begins in the record, characters from 0.
  int position();

  /// As written.
  String text();

  /// Whether it counts as a term that asks the DNS (section 4.6.4).
  boolean asks();

  /// A mechanism (section 5): matches an address or not.
  sealed interface Mechanism extends SpfTerm {
    Qualifier qualifier();
  }

  /// A modifier (section 6).
  sealed interface Modifier extends SpfTerm {}

  /// `all`, which always matches.
  record All(int position, String text, Qualifier qualifier) implements Mechanism {
    @Override
    public boolean asks() {
      return false;
    }
  }

  /// `include:`, which matches where another domain's record lets the address pass.
  record Include(int position, String text, Qualifier qualifier, MacroString domain)
      implements Mechanism {
    @Override
    public boolean asks() {
      return true;
    }
  }

  /// `a`.
  ///
  /// @param domain null: the domain of the record
  /// @param prefix4, prefix6 how many bits have to be the same
  record A(
      int position,
      String text,
      Qualifier qualifier,
      @Nullable MacroString domain,
      int prefix4,
      int prefix6)
      implements Mechanism {
    @Override
    public boolean asks() {
      return true;
    }
  }

  /// `mx`, with the same values as [A].
  record Mx(
      int position,
      String text,
      Qualifier qualifier,
      @Nullable MacroString domain,
      int prefix4,
      int prefix6)
      implements Mechanism {
    @Override
    public boolean asks() {
      return true;
    }
  }

  /// `ptr`, which nobody should use (section 5.5).
  ///
  /// @param domain null: the domain of the record
  record Ptr(int position, String text, Qualifier qualifier, @Nullable MacroString domain)
      implements Mechanism {
    @Override
    public boolean asks() {
      return true;
    }
  }

  /// `ip4:` and `ip6:`.
  record Ip(int position, String text, Qualifier qualifier, IpRange range) implements Mechanism {
    @Override
    public boolean asks() {
      return false;
    }
  }

  /// `exists:`, which matches where a name has an A record.
  record Exists(int position, String text, Qualifier qualifier, MacroString domain)
      implements Mechanism {
    @Override
    public boolean asks() {
      return true;
    }
  }

  /// `redirect=`: where nothing matches, another domain's record stands for this one.
  record Redirect(int position, String text, MacroString domain) implements Modifier {
    @Override
    public boolean asks() {
      return true;
    }
  }

  /// `exp=`: where the text for refusals is.
  record Explanation(int position, String text, MacroString domain) implements Modifier {
    @Override
    public boolean asks() {
      return false; // section 4.6.4: looked up once, after the result
    }
  }

  /// Any other modifier; it changes nothing.
  ///
  /// @param name in lower case
  record Unknown(int position, String text, String name, String value) implements Modifier {
    @Override
    public boolean asks() {
      return false;
    }
  }
}
