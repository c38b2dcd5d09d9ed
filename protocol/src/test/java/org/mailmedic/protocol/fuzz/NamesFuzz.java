package org.mailmedic.protocol.fuzz;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.mailmedic.protocol.dns.AddressText;
import org.mailmedic.protocol.idn.Idn;
import org.mailmedic.protocol.ip.IpScope;

/// Names in their own script, and IP addresses.
public final class NamesFuzz {
  private NamesFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) throws UnknownHostException {
    name(new String(input, StandardCharsets.UTF_8));
    address(Arrays.copyOf(input, 4));
    address(Arrays.copyOf(input, 16));
  }

  private static void name(String typed) {
    Idn.toUnicode(typed);
    Optional<String> ascii = Idn.toAscii(typed);
    if (ascii.isEmpty() || Idn.isAscii(typed)) {
      return;
    }
    Claim.that(Idn.isAscii(ascii.get()), "A-labels are ASCII: " + ascii.get());
    String shown = Idn.toUnicode(ascii.get());
    Claim.that(
        Idn.toAscii(shown).equals(ascii), "the name as shown is the same name: " + ascii.get());
  }

  private static void address(byte[] bytes) throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress(bytes);
    String text = AddressText.of(address);
    Claim.that(InetAddress.getByName(text).equals(address), "reading " + text + " again");
    String block = IpScope.reservedBlock(address);
    Claim.that((block == null) == IpScope.isPublic(address), "public, or else why not");
    boolean closed =
        address.isLoopbackAddress()
            || address.isAnyLocalAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    Claim.that(!closed || block != null, text + " is not public for Java");
  }
}
