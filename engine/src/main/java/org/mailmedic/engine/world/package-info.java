/// The one door to the network and the clock. Live, recorded and lab worlds are interchangeable;
/// what may be connected to, how often and how much is read is decided here and nowhere else.
@NullMarked
package org.mailmedic.engine.world;

import org.jspecify.annotations.NullMarked;
