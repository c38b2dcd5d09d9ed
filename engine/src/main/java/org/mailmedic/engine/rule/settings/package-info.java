/// What is set in the mail program, what the domain publishes for it, and webmail.
@NullMarked
package org.mailmedic.engine.rule.settings;

import org.jspecify.annotations.NullMarked;
