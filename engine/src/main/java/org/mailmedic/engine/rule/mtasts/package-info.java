/// Whether the domain's own demands on encryption can be met, and its wish for reports be read.
@NullMarked
package org.mailmedic.engine.rule.mtasts;

import org.jspecify.annotations.NullMarked;
