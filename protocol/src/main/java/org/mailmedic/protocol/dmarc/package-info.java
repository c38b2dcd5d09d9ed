/// DMARC by RFC 9989: policy records, the tree walk that finds them, alignment and what follows for
/// a message. What RFC 7489 had and RFC 9989 has no more (`pct`, `rf`, `ri`, sizes behind report
/// addresses) is read over and named. Entry points: [org.mailmedic.protocol.dmarc.DmarcRecord] and
/// [org.mailmedic.protocol.dmarc.TreeWalk].
@NullMarked
package org.mailmedic.protocol.dmarc;

import org.jspecify.annotations.NullMarked;
