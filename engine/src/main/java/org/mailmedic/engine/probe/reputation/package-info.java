/// Where the mail leaves from, what those addresses are called, and what blocklists say of them.
@NullMarked
package org.mailmedic.engine.probe.reputation;

import org.jspecify.annotations.NullMarked;
