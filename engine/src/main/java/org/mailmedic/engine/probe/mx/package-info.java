/// Which servers take the domain's mail: its MX records, and the addresses of the hosts they name.
@NullMarked
package org.mailmedic.engine.probe.mx;

import org.jspecify.annotations.NullMarked;
