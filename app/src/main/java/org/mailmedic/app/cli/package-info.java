/// The commands and options, and how they are read. Read by hand and not by a library, since a
/// library that finds its options by reflection costs a third of a start-up (docs/startup.md).
@NullMarked
package org.mailmedic.app.cli;

import org.jspecify.annotations.NullMarked;
