/// What is believed about the domain's name servers and signatures.
@NullMarked
package org.mailmedic.engine.rule.dns;

import org.jspecify.annotations.NullMarked;
