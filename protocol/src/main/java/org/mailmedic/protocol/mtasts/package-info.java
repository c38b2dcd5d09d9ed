/// MTA-STS (RFC 8461): the TXT record that announces a policy and the policy itself. Entry points:
/// [StsRecord], [StsPolicy].
@NullMarked
package org.mailmedic.protocol.mtasts;

import org.jspecify.annotations.NullMarked;
