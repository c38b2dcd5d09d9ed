/// The reasoner: which finding explains which, what is a root cause, and how sure we are.
@NullMarked
package org.mailmedic.engine.cause;

import org.jspecify.annotations.NullMarked;
