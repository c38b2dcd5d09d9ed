/// What a message holds (MIME, RFC 2045 to 2047 and 2231): its parts, their kinds, names and texts,
/// and what is broken in them. Entry point: [org.mailmedic.protocol.mime.MimeMessage].
@NullMarked
package org.mailmedic.protocol.mime;

import org.jspecify.annotations.NullMarked;
