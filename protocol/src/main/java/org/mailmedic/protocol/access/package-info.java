/// What the servers of mail programs say: IMAP (RFC 9051), POP3 (RFC 1939) and ManageSieve (RFC
/// 5804), line by line. Entry point: [LineFraming].
@NullMarked
package org.mailmedic.protocol.access;

import org.jspecify.annotations.NullMarked;
