/// Speaking SMTP with the domain's mail servers: up to RCPT and never to DATA. Entry points:
/// [SmtpDialogueProbe], [RelayProbe].
@NullMarked
package org.mailmedic.engine.probe.smtp;

import org.jspecify.annotations.NullMarked;
