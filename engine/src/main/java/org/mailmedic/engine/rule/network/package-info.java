/// What is believed about this machine's own way out.
@NullMarked
package org.mailmedic.engine.rule.network;

import org.jspecify.annotations.NullMarked;
