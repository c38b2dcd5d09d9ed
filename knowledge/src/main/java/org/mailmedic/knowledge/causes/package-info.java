/// The causes that Mailmedic can name (`causes.yaml`): who has to act, how bad it is, what it
/// affects. The entry point is [CauseCatalogue].
@NullMarked
package org.mailmedic.knowledge.causes;

import org.jspecify.annotations.NullMarked;
