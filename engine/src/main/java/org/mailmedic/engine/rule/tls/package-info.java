/// What is believed about the encryption of mail servers.
@NullMarked
package org.mailmedic.engine.rule.tls;

import org.jspecify.annotations.NullMarked;
