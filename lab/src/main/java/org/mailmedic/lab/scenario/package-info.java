/// Estates in the lab, sound and broken, by name: what the demo shows and the tests are held to.
/// Entry point: [org.mailmedic.lab.scenario.Scenarios].
@NullMarked
package org.mailmedic.lab.scenario;

import org.jspecify.annotations.NullMarked;
