/// Talking with the servers of mail programs: IMAP, POP3, submission, ManageSieve and JMAP. Entry
/// points: [AccessServersProbe], [AccessProbe].
@NullMarked
package org.mailmedic.engine.probe.access;

import org.jspecify.annotations.NullMarked;
