/// What registries tell of a domain name: RDAP answers (RFC 9083) and WHOIS texts (RFC 3912), read
/// into the same [RegistryAnswer]. Entry points: [RdapReader], [WhoisReader].
@NullMarked
package org.mailmedic.protocol.registration;

import org.jspecify.annotations.NullMarked;
