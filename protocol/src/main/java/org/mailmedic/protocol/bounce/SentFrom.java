package org.mailmedic.protocol.bounce;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailmedic.protocol.ip.IpAddress;
import org.mailmedic.protocol.ip.IpScope;
import org.mailmedic.protocol.message.RawField;
import org.mailmedic.protocol.message.RawMessage;
import org.mailmedic.protocol.received.ReceivedField;

/// Where the original came from as the receiving side saw it.
///
/// @param addresses public IP addresses, the likeliest first, each once
/// @param helo the name that the sending server introduced itself with; null where nothing says it
public record SentFrom(List<String> addresses, @Nullable String helo) {
  /// Addresses that are kept, `Received` fields that are looked at (docs/limits.md).
  private static final int MAX_ADDRESSES = 5;

  private static final int MAX_HOPS = 30;

  private static final String HELO_MARK = ">: helo command rejected";

  public SentFrom {
    addresses = List.copyOf(addresses);
  }

  /// Works it out.
  ///
  /// Receivers name the address that they refuse. Where the report was written by the server that
  /// had tried to send, that server's own address is the one, and the report's `Received` fields
  /// tell it; where the receiving side wrote it, the topmost `Received` of the original does.
  /// Whoever had signed in is a person's machine, which the receiver never saw.
  public static SentFrom of(ReturnedMail mail, RawMessage report) {
    Reader reader = new Reader();
    for (ReturnedMail.Recipient recipient : mail.recipients()) {
      reader.reply(recipient.reply().code(), recipient.reply().text());
    }
    String server = mail.reportingServer();
    boolean tried =
        server != null
            && mail.recipients().stream()
                .anyMatch(
                    r -> r.remoteServer() != null && !r.remoteServer().equalsIgnoreCase(server));
    if (server != null && tried) {
      reader.reporter(report, server);
    }
    RawMessage original = mail.original();
    if (original != null) {
      reader.topmost(original);
    }
    return new SentFrom(reader.addresses, reader.helo);
  }

  private static final class Reader {
    private final List<String> addresses = new ArrayList<>();
    private @Nullable String helo;

    /// The addresses in a refusal, unless they are the refusing server's own.
    void reply(int code, String words) {
      if (code < 400) {
        return;
      }
      int at = 0;
      while (at < words.length()) {
        int end = at;
        while (end < words.length() && isOfAddress(words.charAt(end))) {
          end++;
        }
        if (end - at >= 4 && !isServer(words, at)) {
          add(IpAddress.parse(trimmed(words.substring(at, end))));
        }
        at = Math.max(end, at + 1);
      }
      int mark = words.toLowerCase(java.util.Locale.ROOT).indexOf(HELO_MARK);
      int open = mark < 0 ? -1 : words.lastIndexOf('<', mark);
      if (open >= 0 && helo == null) {
        helo = words.substring(open + 1, mark);
      }
    }

    private static boolean isOfAddress(char c) {
      return c == '.' || c == ':' || (Character.digit(c, 16) >= 0 && c < 0x80);
    }

    private static String trimmed(String address) {
      int end = address.length();
      while (end > 0 && ".:".indexOf(address.charAt(end - 1)) >= 0) {
        end--;
      }
      return address.substring(0, end);
    }

    /// Whether the words before say that it is the other side's (`connect to mx[…]`).
    private static boolean isServer(String words, int at) {
      String before = words.substring(Math.max(0, at - 80), at).toLowerCase(java.util.Locale.ROOT);
      return before.contains("connect to")
          || before.contains("remote host")
          || before.contains("giving up on");
    }

    private void add(@Nullable IpAddress address) {
      if (address == null || !IpScope.isPublic(address.inet())) {
        return;
      }
      String text = address.toString();
      if (addresses.size() < MAX_ADDRESSES && !addresses.contains(text)) {
        addresses.add(text);
      }
    }

    /// The server that wrote the report, where it handed it on itself.
    void reporter(RawMessage report, String server) {
      List<RawField> hops = report.all("Received");
      for (int i = 0; i < Math.min(hops.size(), MAX_HOPS); i++) {
        ReceivedField hop = ReceivedField.parse(hops.get(i).value());
        if (server.equalsIgnoreCase(hop.helo()) || server.equalsIgnoreCase(hop.name())) {
          add(hop.address());
          helo = helo == null ? hop.helo() : helo;
        }
      }
      helo = helo == null ? server : helo;
    }

    /// The topmost hop of the original that came from outside.
    void topmost(RawMessage original) {
      List<RawField> hops = original.all("Received");
      for (int i = 0; i < Math.min(hops.size(), MAX_HOPS); i++) {
        ReceivedField hop = ReceivedField.parse(hops.get(i).value());
        IpAddress address = hop.address();
        if (hop.authenticated()) {
          return;
        }
        if (address != null && IpScope.isPublic(address.inet())) {
          add(address);
          helo = helo == null ? hop.helo() : helo;
          return;
        }
      }
    }
  }
}
