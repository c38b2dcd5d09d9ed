package org.mailmedic.app.start;

import java.security.Provider;
import java.security.Security;

/// Cryptography in machine code for long runs, where the machine has it: the signatures of signed
/// zones and the handshakes of TLS are half of what a scan computes. It takes 0.4 s to load, so a
/// single diagnosis does without, and short lists too.
public final class NativeCryptography {
  private static final String PROVIDER =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  /// From how many domains on it pays.
  private static final int PAYS_FROM = 20;

  private static final long LONGEST_LOADING_MILLIS = 5_000;

  private final Thread thread = new Thread(NativeCryptography::load, "native-cryptography");

  public NativeCryptography() {
    thread.setDaemon(true);
  }

  /// Loads it in the background when so many domains were begun that it pays. Nothing happens where
  /// it is missing or does not work here.
  ///
  /// @param count of domains begun; rises by one with each call
  public void begunWith(long count) {
    if (count == PAYS_FROM) {
      thread.start();
    }
  }

  /// Waits until it is loaded, if it is being: a program that ends before leaves a file of 10 MB
  /// behind.
  public void finish() {
    try {
      thread.join(LONGEST_LOADING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void load() {
    try {
      Class<?> type = Class.forName(PROVIDER);
      Provider provider = (Provider) type.getField("INSTANCE").get(null);
      // What it does not know, or refuses, goes to the platform's own as before.
      Security.insertProviderAt(provider, 1);
    } catch (ReflectiveOperationException | LinkageError e) {
      // The platform's own will do.
      return;
    }
  }
}
