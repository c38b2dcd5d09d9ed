/// IP addresses: which of them the Internet can reach (IANA special-purpose registries, RFC 6890).
@NullMarked
package org.mailmedic.protocol.ip;

import org.jspecify.annotations.NullMarked;
