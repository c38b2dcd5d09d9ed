/// The servers of mail programs: IMAP, POP3 and submission, each of which can be broken in named
/// ways. Entry point: [org.mailmedic.lab.access.AccessServer].
@NullMarked
package org.mailmedic.lab.access;

import org.jspecify.annotations.NullMarked;
