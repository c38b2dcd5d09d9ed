/// What is believed of the message that was given: what content filters may hold against it, and
/// whether its signatures hold.
@NullMarked
package org.mailmedic.engine.rule.message;

import org.jspecify.annotations.NullMarked;
