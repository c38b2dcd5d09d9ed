/// What is set in mail programs, what domains publish for them, and the page for reading mail in a
/// browser.
@NullMarked
package org.mailmedic.engine.probe.settings;

import org.jspecify.annotations.NullMarked;
