package org.mailmedic.app.start;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// How the program ends: at once. `Runtime.halt` waits up to 0.3 s for threads that are in native
/// code (HotSpot, `VM_Exit::wait_for_threads_in_native_to_block`), and whatever waits for a network
/// is. So where the launcher allows native access, the operating system is told itself.
public final class Ending {
  /// What is asked first has been asked by then; until an answer comes there is time.
  private static final long BEGIN_AFTER_MILLIS = 60;

  private static volatile @Nullable MethodHandle exit;

  private Ending() {}

  /// Gets ready in the background for an end at once. Does nothing without native access.
  public static void prepare() {
    if (Ending.class.getModule().isNativeAccessEnabled()) {
      Thread thread = new Thread(Ending::find, "ending");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void find() {
    try {
      Thread.sleep(BEGIN_AFTER_MILLIS);
      link();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Finds the way out. Where this system has none, the end takes longer.
  @SuppressWarnings("restricted") // the launcher allows it
  static void link() {
    Linker linker = Linker.nativeLinker();
    exit =
        linker
            .defaultLookup()
            .find("_exit")
            .map(place ->
                linker.downcallHandle(place, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT)))
            .orElse(null);
  }

  /// Ends the program, whatever threads are still waiting for a server.
  public static void now(int status) {
    MethodHandle way = exit;
    if (way != null) {
      try {
        way.invokeExact(status);
      } catch (Throwable e) {
        Runtime.getRuntime().halt(status);
      }
    }
    Runtime.getRuntime().halt(status);
  }
}
