/// Messages that came back: delivery reports (RFC 3464), receipts (RFC 8098), feedback reports (RFC
/// 5965), absence notes (RFC 3834), and what mail servers write for people. Entry point:
/// [ReturnedMailReader].
@NullMarked
package org.mailmedic.protocol.bounce;

import org.jspecify.annotations.NullMarked;
