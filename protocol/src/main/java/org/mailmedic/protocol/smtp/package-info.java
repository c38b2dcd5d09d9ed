/// SMTP on the wire (RFC 5321): where a reply begins and ends, what EHLO offers, how commands are
/// written. What a reply means is `protocol.reply`'s. Entry point: [ReplyFraming].
@NullMarked
package org.mailmedic.protocol.smtp;

import org.jspecify.annotations.NullMarked;
