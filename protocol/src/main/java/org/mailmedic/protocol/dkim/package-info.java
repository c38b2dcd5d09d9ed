/// DomainKeys Identified Mail (RFC 6376, with RFC 8301 on algorithms and RFC 8463 on Ed25519): key
/// records, signatures, canonical forms, and verification against keys that the caller looks up.
/// Entry points: [org.mailmedic.protocol.dkim.DkimKeyRecord] and
/// [org.mailmedic.protocol.dkim.DkimVerifier].
@NullMarked
package org.mailmedic.protocol.dkim;

import org.jspecify.annotations.NullMarked;
