/// What a message or its header says: the servers that it went through, what they and their filters
/// made of it, and what it holds. Reads only; nothing is asked. Entry points:
/// [org.mailmedic.engine.message.MessageReader] and [org.mailmedic.engine.message.GivenMessages].
@NullMarked
package org.mailmedic.engine.message;

import org.jspecify.annotations.NullMarked;
