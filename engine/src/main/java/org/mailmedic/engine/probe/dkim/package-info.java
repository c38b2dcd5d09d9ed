/// The domain's published keys for signatures (DKIM, RFC 6376).
@NullMarked
package org.mailmedic.engine.probe.dkim;

import org.jspecify.annotations.NullMarked;
