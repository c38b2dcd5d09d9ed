/// What domains publish so that mail programs set themselves up: the XML files of autoconfig
/// (draft-ietf-mailmaint-autoconfig) and Autodiscover, its JSON, PACC (draft-ietf-mailmaint-pacc),
/// and SRV records (RFC 6186, RFC 8314 section 5.1). Entry points: [ClientConfig], [Autodiscover],
/// [AutodiscoverJson], [UserAgentConfiguration], [MailService].
@NullMarked
package org.mailmedic.protocol.autoconfig;

import org.jspecify.annotations.NullMarked;
