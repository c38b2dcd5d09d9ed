/// What is believed about the servers of mail programs, and about signing in to them.
@NullMarked
package org.mailmedic.engine.rule.access;

import org.jspecify.annotations.NullMarked;
