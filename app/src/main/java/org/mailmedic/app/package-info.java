/// Mailmedic: app.
@NullMarked
package org.mailmedic.app;

import org.jspecify.annotations.NullMarked;
