/// Messages as bytes (RFC 5322 section 2.2): header fields exactly as they came, and where the body
/// starts. Nothing is decoded here, since signatures cover what came over the wire. Entry point:
/// [org.mailmedic.protocol.message.RawMessage].
@NullMarked
package org.mailmedic.protocol.message;

import org.jspecify.annotations.NullMarked;
