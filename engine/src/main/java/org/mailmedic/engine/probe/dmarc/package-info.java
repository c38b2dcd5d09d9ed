/// What the domain asks receivers to do with mail that can't prove its origin (DMARC, RFC 9989).
@NullMarked
package org.mailmedic.engine.probe.dmarc;

import org.jspecify.annotations.NullMarked;
