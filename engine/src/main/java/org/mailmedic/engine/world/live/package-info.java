/// The world over real sockets.
@NullMarked
package org.mailmedic.engine.world.live;

import org.jspecify.annotations.NullMarked;
