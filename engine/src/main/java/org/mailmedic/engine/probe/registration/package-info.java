/// Asks the registry for the domain's registration: by RDAP (RFC 9082), by WHOIS (RFC 3912) where
/// there is no RDAP.
@NullMarked
package org.mailmedic.engine.probe.registration;

import org.jspecify.annotations.NullMarked;
