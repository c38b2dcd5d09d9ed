/// Who may send as the domain (SPF, RFC 7208).
@NullMarked
package org.mailmedic.engine.rule.spf;

import org.jspecify.annotations.NullMarked;
