/// What servers say when they refuse a sign-in. Entry point: [Refusals].
@NullMarked
package org.mailmedic.knowledge.signin;

import org.jspecify.annotations.NullMarked;
