/// Rules: pure functions from the case file to findings. No socket, no clock, no language.
@NullMarked
package org.mailmedic.engine.rule;

import org.jspecify.annotations.NullMarked;
