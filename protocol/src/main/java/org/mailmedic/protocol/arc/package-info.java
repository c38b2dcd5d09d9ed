/// Authenticated Received Chain (RFC 8617): what each relay that changed a message on its way says
/// of the authentication that it saw, sealed. Entry point: [org.mailmedic.protocol.arc.ArcChain].
@NullMarked
package org.mailmedic.protocol.arc;

import org.jspecify.annotations.NullMarked;
