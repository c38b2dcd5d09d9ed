/// Web servers, registries' RDAP and WHOIS, sound ones and others.
@NullMarked
package org.mailmedic.lab.web;

import org.jspecify.annotations.NullMarked;
