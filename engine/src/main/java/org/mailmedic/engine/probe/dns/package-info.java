/// How the domain stands in the DNS: its delegation, each of its name servers, its signatures; and
/// whether the DNS works from here.
@NullMarked
package org.mailmedic.engine.probe.dns;

import org.jspecify.annotations.NullMarked;
