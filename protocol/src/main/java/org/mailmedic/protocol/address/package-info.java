/// What a person types as an address or a domain, read leniently where it is clear what is meant
/// and refused with a reason where it is not (RFC 5321, RFC 5322, RFC 6531, UTS 46). The entry
/// point is [SubjectReader].
@NullMarked
package org.mailmedic.protocol.address;

import org.jspecify.annotations.NullMarked;
