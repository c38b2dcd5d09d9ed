/// SMTP replies (RFC 5321 section 4.2, RFC 3463) in whatever text they come: bare, in a report, in
/// a log, in a screenful that somebody pasted. Entry point: [ReplyReader].
@NullMarked
package org.mailmedic.protocol.reply;

import org.jspecify.annotations.NullMarked;
