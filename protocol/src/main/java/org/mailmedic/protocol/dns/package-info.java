/// DNSSEC as pure code (RFC 4033 to 4035, 5155, 6840): trust anchors, signatures, proofs that a
/// name or type does not exist. Records are dnsjava's; nothing here asks anybody anything.
///
/// Entry points: [TrustAnchors], [SignedSet], [Denial].
@NullMarked
package org.mailmedic.protocol.dns;

import org.jspecify.annotations.NullMarked;
