/// What receivers hold against the addresses that the mail leaves from, and against the domain.
@NullMarked
package org.mailmedic.engine.rule.reputation;

import org.jspecify.annotations.NullMarked;
