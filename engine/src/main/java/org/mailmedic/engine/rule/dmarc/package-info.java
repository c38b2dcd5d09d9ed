/// What the domain's policy does to mail (DMARC, RFC 9989).
@NullMarked
package org.mailmedic.engine.rule.dmarc;

import org.jspecify.annotations.NullMarked;
