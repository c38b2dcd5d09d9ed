/// The reference of SMTP replies. Entry point: [ReplyCodes].
@NullMarked
package org.mailmedic.knowledge.codes;

import org.jspecify.annotations.NullMarked;
