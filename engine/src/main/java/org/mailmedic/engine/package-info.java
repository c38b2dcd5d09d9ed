/// The library: a complaint goes in, a diagnosis comes out.
@NullMarked
package org.mailmedic.engine;

import org.jspecify.annotations.NullMarked;
