/// TCP and TLS as they are: one connection is one socket, every read has a deadline, and what may
/// be connected to, how often and how much is read is decided here. Entry point: [LiveTcp].
@NullMarked
package org.mailmedic.engine.world.live.tcp;

import org.jspecify.annotations.NullMarked;
