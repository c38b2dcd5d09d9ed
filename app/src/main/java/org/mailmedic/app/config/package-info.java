/// The configuration file (docs/configuration.md). Entry point: [ConfigReader].
@NullMarked
package org.mailmedic.app.config;

import org.jspecify.annotations.NullMarked;
