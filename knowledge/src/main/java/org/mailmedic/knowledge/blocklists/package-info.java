/// Lists of addresses and domains that receivers ask before they take mail (RFC 5782): what their
/// answers mean, and how one gets off them.
@NullMarked
package org.mailmedic.knowledge.blocklists;

import org.jspecify.annotations.NullMarked;
