/// What the domain demands of senders (MTA-STS, RFC 8461) and asks them to report (TLS-RPT, RFC
/// 8460).
@NullMarked
package org.mailmedic.engine.probe.mtasts;

import org.jspecify.annotations.NullMarked;
