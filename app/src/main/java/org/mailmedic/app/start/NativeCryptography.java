package org.mailmedic.app.start;

import java.security.Provider;
import org.mailmedic.protocol.dns.Signatures;

/// Cryptography in machine code for long runs, where the machine has it: checking the signatures of
/// signed zones is half of what a scan computes. It takes 0.4 s to load, so a single diagnosis does
/// without.
public final class NativeCryptography {
  private static final String PROVIDER =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private NativeCryptography() {}

  /// Loads it in the background. Nothing happens where it is missing or does not work here.
  public static void begin() {
    Thread thread = new Thread(NativeCryptography::load, "native-cryptography");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load() {
    try {
      Class<?> type = Class.forName(PROVIDER);
      Signatures.accelerate((Provider) type.getField("INSTANCE").get(null));
    } catch (ReflectiveOperationException | LinkageError e) {
      // The platform's own will do.
      return;
    }
  }
}
