/// What to type into a mail program: put together from the service's profile, what the domain
/// publishes and what its servers show. Judges nothing. Entry point: [SettingsFinder].
@NullMarked
package org.mailmedic.engine.settings;

import org.jspecify.annotations.NullMarked;
