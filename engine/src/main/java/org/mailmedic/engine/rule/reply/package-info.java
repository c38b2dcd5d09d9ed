/// What is believed of a reply that came back.
@NullMarked
package org.mailmedic.engine.rule.reply;

import org.jspecify.annotations.NullMarked;
