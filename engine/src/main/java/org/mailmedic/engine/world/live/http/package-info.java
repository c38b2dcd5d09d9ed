/// HTTP over the world's own sockets and names, under strict limits. Entry point: [LiveHttp].
@NullMarked
package org.mailmedic.engine.world.live.http;

import org.jspecify.annotations.NullMarked;
