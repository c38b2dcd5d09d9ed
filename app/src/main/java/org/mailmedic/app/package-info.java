/// The command line's door: turns arguments into a complaint, and a diagnosis into an exit status.
@NullMarked
package org.mailmedic.app;

import org.jspecify.annotations.NullMarked;
