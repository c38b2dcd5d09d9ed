/// The message that a person gives: what is in it, and whether its signatures hold.
@NullMarked
package org.mailmedic.engine.probe.message;

import org.jspecify.annotations.NullMarked;
