/// Who may send as the domain (SPF, RFC 7208).
@NullMarked
package org.mailmedic.engine.probe.spf;

import org.jspecify.annotations.NullMarked;
