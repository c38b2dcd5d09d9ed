/// What content filters write, what they look at, and who else meddles with mail on its way. Entry
/// point: [org.mailmedic.knowledge.filters.Filters].
@NullMarked
package org.mailmedic.knowledge.filters;

import org.jspecify.annotations.NullMarked;
