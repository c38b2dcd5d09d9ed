/// The wires of the lab: servers have real-looking addresses (192.0.2.25) and listen in fact on
/// loopback. [org.mailmedic.lab.net.LabNetwork] is both the plug board and the route hook of a live
/// world.
@NullMarked
package org.mailmedic.lab.net;

import org.jspecify.annotations.NullMarked;
