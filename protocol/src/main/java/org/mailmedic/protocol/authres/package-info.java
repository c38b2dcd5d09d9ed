/// What a receiving server wrote of the authentication that it saw: `Authentication-Results` (RFC
/// 8601) and its sealed copies in ARC. Entry point:
/// [org.mailmedic.protocol.authres.AuthenticationResults].
@NullMarked
package org.mailmedic.protocol.authres;

import org.jspecify.annotations.NullMarked;
