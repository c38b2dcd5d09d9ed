/// The trace that mail servers leave in a message: `Received` fields (RFC 5321 section 4.4) and the
/// dates in them, in whatever form they come. Entry points:
/// [org.mailmedic.protocol.received.ReceivedField] and
/// [org.mailmedic.protocol.received.MessageDate].
@NullMarked
package org.mailmedic.protocol.received;

import org.jspecify.annotations.NullMarked;
