/// Internationalised domain names (RFC 5890, UTS 46). ICU is loaded only by names that need it.
@NullMarked
package org.mailmedic.protocol.idn;

import org.jspecify.annotations.NullMarked;
