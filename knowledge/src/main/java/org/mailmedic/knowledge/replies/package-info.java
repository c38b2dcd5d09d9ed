/// The rules by which replies of mail servers are told apart: `src/main/knowledge/replies/*.yaml`,
/// compiled by the build. Entry point: [ReplyRules] (docs/reply-rules.md).
@NullMarked
package org.mailmedic.knowledge.replies;

import org.jspecify.annotations.NullMarked;
