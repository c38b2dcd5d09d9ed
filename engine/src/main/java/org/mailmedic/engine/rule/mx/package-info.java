/// What is believed about where the domain points.
@NullMarked
package org.mailmedic.engine.rule.mx;

import org.jspecify.annotations.NullMarked;
