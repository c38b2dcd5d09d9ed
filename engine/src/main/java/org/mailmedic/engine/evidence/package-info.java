/// What was seen. Records only: a probe writes them, a rule reads them, a case file keeps them.
@NullMarked
package org.mailmedic.engine.evidence;

import org.jspecify.annotations.NullMarked;
