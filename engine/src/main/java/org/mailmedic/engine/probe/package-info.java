/// Probes ask the outside world one question each and judge nothing; the engine runs them as a
/// graph on virtual threads.
@NullMarked
package org.mailmedic.engine.probe;

import org.jspecify.annotations.NullMarked;
