/// Whether the domain's registration stands.
@NullMarked
package org.mailmedic.engine.rule.registration;

import org.jspecify.annotations.NullMarked;
