/// What evidence means: findings with typed arguments, never sentences.
@NullMarked
package org.mailmedic.engine.finding;

import org.jspecify.annotations.NullMarked;
