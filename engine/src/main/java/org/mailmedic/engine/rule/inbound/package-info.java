/// What is believed about the servers that take the domain's mail.
@NullMarked
package org.mailmedic.engine.rule.inbound;

import org.jspecify.annotations.NullMarked;
