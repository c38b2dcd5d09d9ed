/// The build step that compiles the texts (`src/main/texts`) to resources that load in about a
/// millisecond. Nothing here is used at run time.
@NullMarked
package org.mailmedic.report.build;

import org.jspecify.annotations.NullMarked;
