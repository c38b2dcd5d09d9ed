/// What a reply means. The one classifier of SMTP replies: [ReplyClassifier].
@NullMarked
package org.mailmedic.engine.reply;

import org.jspecify.annotations.NullMarked;
