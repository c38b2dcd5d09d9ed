/// Which mail service a domain uses.
@NullMarked
package org.mailmedic.engine.probe.service;

import org.jspecify.annotations.NullMarked;
