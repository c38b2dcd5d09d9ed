/// Servers that mail programs talk with: IMAP, POP3, submission.
@NullMarked
package org.mailmedic.lab.program;

import org.jspecify.annotations.NullMarked;
