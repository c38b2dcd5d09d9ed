package org.mailmedic.knowledge.blocklists;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.ip.IpAddress;

/// A well-known list.
///
/// @param id such as `spamhaus-zen`; stable
/// @param name as people know it
/// @param kind whether it lists addresses or domains
/// @param zone the zone that is asked, lower case, without the trailing dot
/// @param keyed zones under which the same data is asked for with a key of one's own, `*` standing
///   for the key; such a zone is never shown as it is
/// @param ipv6 whether it has IPv6 addresses too; false for domains
/// @param ask when it is asked
/// @param codes what its answers mean
/// @param removal where one looks an entry up and asks for its removal; null where nothing can be
///   done but wait
/// @param words by which replies name it, lower case, besides the zone
public record Blocklist(
    String id,
    String name,
    Kind kind,
    String zone,
    List<String> keyed,
    boolean ipv6,
    Ask ask,
    List<Code> codes,
    @Nullable String removal,
    List<String> words) {
  public Blocklist {
    keyed = List.copyOf(keyed);
    codes = List.copyOf(codes);
    words = List.copyOf(words);
  }

  /// What a list has.
  public enum Kind {
    IP,
    DOMAIN
  }

  /// When a list is asked.
  public enum Ask {
    /// In every diagnosis of sending.
    ALWAYS,
    /// Where a reply names it.
    NAMED,
    /// Only where the configuration names it: it wants a key, or is not for everybody.
    CONFIGURED,
    /// Never: it was shut down, and what still answers under its name means nothing.
    SHUT_DOWN
  }

  /// What an answer means.
  public enum Meaning {
    /// Spam or worse came from there; receivers refuse for it.
    ABUSE,
    /// The same on a list, or for a reason, that few receivers refuse for.
    MINOR,
    /// Addresses of a kind that no mail server should have; nothing bad has come from there.
    POLICY,
    /// Worth knowing; hardly anybody refuses for it.
    NOTICE,
    /// Well spoken of, or of no meaning here.
    GOOD,
    /// The list refuses to answer.
    REFUSED;

    /// The word used in the files and in case files.
    public String id() {
      return switch (this) {
        case ABUSE -> "abuse";
        case MINOR -> "minor";
        case POLICY -> "policy";
        case NOTICE -> "notice";
        case GOOD -> "good";
        case REFUSED -> "refused";
      };
    }

    /// The meaning with this word.
    ///
    /// @throws IllegalArgumentException if there is none
    public static Meaning of(String id) {
      for (Meaning meaning : values()) {
        if (meaning.id().equals(id)) {
          return meaning;
        }
      }
      throw new IllegalArgumentException("no meaning is called " + id);
    }
  }

  /// An answer that is documented: addresses from `first` to `last`, or those in 127.0.0.0/24 with
  /// one of these bits.
  ///
  /// @param bits a mask of the last number; 0: the range counts
  /// @param part the part of the list that it stands for, such as `SBL`; null where it has no name
  public record Code(long first, long last, int bits, Meaning meaning, @Nullable String part) {

    boolean fits(long address) {
      return bits == 0
          ? address >= first && address <= last
          : address >>> 8 == LOOPBACK && (address & bits) != 0;
    }
  }

  private static final long LOOPBACK = 127L << 16;

  /// The documented answers that an address in an answer stands for; empty where it is not
  /// documented.
  public List<Code> read(IpAddress address) {
    List<Code> fitting = new ArrayList<>();
    if (!address.ipv6()) {
      for (Code code : codes) {
        if (code.fits(address.low())) {
          fitting.add(code);
        }
      }
    }
    return fitting;
  }

  /// Whether a zone is this list's.
  boolean has(String asked) {
    return asked.equals(zone) || keyed(asked) != null;
  }

  /// The pattern of [#keyed] that a zone fits; null where none.
  @Nullable String keyed(String asked) {
    for (String pattern : keyed) {
      String end = pattern.substring(1);
      if (asked.endsWith(end)
          && asked.length() > end.length()
          && asked.indexOf('.') == asked.length() - end.length()) {
        return pattern;
      }
    }
    return null;
  }

  /// A zone of this list as it may be shown: without the key.
  public String shown(String asked) {
    String pattern = keyed(asked);
    return pattern == null ? asked : pattern;
  }
}
