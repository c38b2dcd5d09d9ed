/// Mailmedic: lab.
@NullMarked
package org.mailmedic.lab;

import org.jspecify.annotations.NullMarked;
