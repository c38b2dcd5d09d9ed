/// Mail servers that do what a script says (RFC 5321, RFC 3207), sound ones and broken ones, and
/// that remember what they were asked. Entry points: [org.mailmedic.lab.smtp.SmtpScript],
/// [org.mailmedic.lab.smtp.SmtpServer].
@NullMarked
package org.mailmedic.lab.smtp;

import org.jspecify.annotations.NullMarked;
