/// What is believed about TLSA records and what they confirm.
@NullMarked
package org.mailmedic.engine.rule.dane;

import org.jspecify.annotations.NullMarked;
