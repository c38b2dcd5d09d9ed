/// Mailmedic: protocol.
@NullMarked
package org.mailmedic.protocol;

import org.jspecify.annotations.NullMarked;
