/// Who registers names: RDAP and WHOIS servers per TLD, public suffixes, well-known mail domains.
/// Entry points: [Registries], [PublicSuffixes], [MailDomains].
@NullMarked
package org.mailmedic.knowledge.registries;

import org.jspecify.annotations.NullMarked;
