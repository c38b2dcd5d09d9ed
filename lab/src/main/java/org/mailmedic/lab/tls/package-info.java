/// The lab's certificate authority and the certificates of its servers, good and bad ones.
@NullMarked
package org.mailmedic.lab.tls;

import org.jspecify.annotations.NullMarked;
