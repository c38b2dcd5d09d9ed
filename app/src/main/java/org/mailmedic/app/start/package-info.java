/// What makes the program start fast.
@NullMarked
package org.mailmedic.app.start;

import org.jspecify.annotations.NullMarked;
