package org.mailmedic.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A stream of UTF-8 text. A reader that goes away (`| head`) is not an error: from then on
/// everything is dropped, and [#closed()] says so. Thread-safe.
public final class Output {
  private static final int BUFFER_BYTES = 16 * 1024;

  /// EPIPE, as the C library says it where the language is not set.
  private static final String READER_GONE = "Broken pipe";

  private final OutputStream stream;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int used;
  private boolean closed;
  private @Nullable String trouble;

  public Output(OutputStream stream) {
    this.stream = stream;
  }

  static Output standardOutput() {
    return new Output(new FileOutputStream(FileDescriptor.out));
  }

  static Output standardError() {
    return new Output(new FileOutputStream(FileDescriptor.err));
  }

  /// Writes text; it is seen after the next [#flush()] at the latest.
  public synchronized Output print(CharSequence text) {
    return write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Writes bytes as they are; they are seen after the next [#flush()] at the latest.
  public synchronized Output write(byte[] bytes) {
    if (bytes.length > buffer.length - used) {
      flush();
    }
    if (bytes.length > buffer.length) {
      write(bytes, bytes.length);
    } else {
      System.arraycopy(bytes, 0, buffer, used, bytes.length);
      used += bytes.length;
    }
    return this;
  }

  /// Writes text and a line feed.
  public synchronized Output println(CharSequence text) {
    return print(text).print("\n");
  }

  /// Passes on what was written.
  public synchronized void flush() {
    write(buffer, used);
    used = 0;
  }

  /// What kept text from being written, in the words of the operating system (a full disk); null
  /// where nothing did, or only that nobody reads any more.
  public synchronized @Nullable String trouble() {
    return trouble;
  }

  /// Whether nothing more can be written.
  public synchronized boolean closed() {
    return closed;
  }

  private void write(byte[] bytes, int length) {
    if (closed || length == 0) {
      return;
    }
    try {
      stream.write(bytes, 0, length);
      stream.flush();
    } catch (IOException e) {
      closed = true;
      String reason = String.valueOf(e.getMessage());
      trouble = reason.equals(READER_GONE) ? null : reason;
    }
  }
}
