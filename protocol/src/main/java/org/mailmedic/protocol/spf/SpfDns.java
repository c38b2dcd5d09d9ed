package org.mailmedic.protocol.spf;

import java.util.List;

/// Where answers come from: the live DNS, or what was seen before. Called by one thread at a time
/// for one evaluation.
public interface SpfDns {

  /// The answer to a question; waits for it. Never throws for what the network does.
  SpfAnswer ask(SpfQuestion question);

  /// Told of questions that are likely to be asked soon, so that the answers may be fetched
  /// meanwhile. They count for nothing until they are asked.
  default void soon(List<SpfQuestion> questions) {}
}
