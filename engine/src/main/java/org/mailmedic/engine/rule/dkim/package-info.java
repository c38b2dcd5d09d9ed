/// Whether the domain's signatures can be checked (DKIM, RFC 6376).
@NullMarked
package org.mailmedic.engine.rule.dkim;

import org.jspecify.annotations.NullMarked;
