/// What is believed of whom the mail was to reach: the recipient's domain and its servers.
@NullMarked
package org.mailmedic.engine.rule.recipient;

import org.jspecify.annotations.NullMarked;
