/// The build step that checks what mail experts wrote (`src/main/knowledge`) and compiles it to
/// resources that load in about a millisecond. Nothing here is used at run time.
@NullMarked
package org.mailmedic.knowledge.build;

import org.jspecify.annotations.NullMarked;
