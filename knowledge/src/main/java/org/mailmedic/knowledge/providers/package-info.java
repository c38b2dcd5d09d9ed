/// What is known of mail services: profiles, built in and of one's own, all of one form
/// (docs/profiles.md). Entry point: [Providers].
@NullMarked
package org.mailmedic.knowledge.providers;

import org.jspecify.annotations.NullMarked;
