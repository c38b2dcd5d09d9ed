package org.mailmedic.engine.message;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One server on the way of a message.
///
/// @param from who handed it over, by the name that it gave or has; null where that is not told
/// @param address whose IP address that was; null where that is not told
/// @param by the server that took it; null where that is not told
/// @param with the protocol; null where that is not told
/// @param encrypted whether it says that the line was encrypted
/// @param authenticated whether it says that the client had signed in
/// @param time when it took it, by its own clock; null where that can't be read
/// @param delay how long after the one before; null where the clocks don't tell
/// @param skew how far its clock is from those around it, ahead where positive; null where it
///   agrees
public record Hop(
    @Nullable String from,
    @Nullable String address,
    @Nullable String by,
    @Nullable String with,
    boolean encrypted,
    boolean authenticated,
    @Nullable Instant time,
    @Nullable Duration delay,
    @Nullable Duration skew) {}
