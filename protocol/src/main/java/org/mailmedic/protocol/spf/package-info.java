/// SPF (RFC 7208): which servers may send mail for a domain. [org.mailmedic.protocol.spf.SpfRecord]
/// reads a record, [org.mailmedic.protocol.spf.SpfEvaluator] answers whether an address may send,
/// [org.mailmedic.protocol.spf.SpfSurvey] looks at everything that a domain's record leads to.
/// Nothing here does I/O: answers come through [org.mailmedic.protocol.spf.SpfDns].
@NullMarked
package org.mailmedic.protocol.spf;

import org.jspecify.annotations.NullMarked;
