/// The lab's Domain Name System (RFC 1034, 1035, 4033 to 4035, 5155): zones that are signed when
/// somebody asks for signatures, name servers and a recursive resolver that can fail in named ways.
/// Entry points: [org.mailmedic.lab.dns.Zone], [org.mailmedic.lab.dns.NameServer].
@NullMarked
package org.mailmedic.lab.dns;

import org.jspecify.annotations.NullMarked;
