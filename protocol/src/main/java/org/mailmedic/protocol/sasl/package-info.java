/// Signing in (RFC 4422): what a client says in SCRAM (RFC 5802, RFC 7677), PLAIN (RFC 4616), LOGIN
/// and CRAM-MD5 (RFC 2195). Entry point: [Mechanism].
@NullMarked
package org.mailmedic.protocol.sasl;

import org.jspecify.annotations.NullMarked;
