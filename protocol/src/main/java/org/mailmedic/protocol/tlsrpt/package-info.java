/// SMTP TLS reporting (RFC 8460): the TXT record that asks for reports. Entry point:
/// [TlsRptRecord].
@NullMarked
package org.mailmedic.protocol.tlsrpt;

import org.jspecify.annotations.NullMarked;
