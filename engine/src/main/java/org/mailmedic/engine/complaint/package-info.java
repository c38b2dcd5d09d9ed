/// What hurts: who complains, of what, and what came back.
@NullMarked
package org.mailmedic.engine.complaint;

import org.jspecify.annotations.NullMarked;
