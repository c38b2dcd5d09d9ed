/// Which finding explains which (`explains.yaml`).
@NullMarked
package org.mailmedic.knowledge.explains;

import org.jspecify.annotations.NullMarked;
