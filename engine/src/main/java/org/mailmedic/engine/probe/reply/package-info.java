/// What came back, as the person gives it.
@NullMarked
package org.mailmedic.engine.probe.reply;

import org.jspecify.annotations.NullMarked;
