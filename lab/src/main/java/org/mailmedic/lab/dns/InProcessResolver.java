package org.mailmedic.lab.dns;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TSIG;

/// A resolver for dnsjava that is a function.
final class InProcessResolver implements Resolver {
  private final UnaryOperator<Message> answers;

  InProcessResolver(UnaryOperator<Message> answers) {
    this.answers = answers;
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query) {
    return CompletableFuture.completedFuture(answers.apply(query));
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor executor) {
    return sendAsync(query);
  }

  @Override
  public void setPort(int port) {}

  @Override
  public void setTCP(boolean flag) {}

  @Override
  public void setIgnoreTruncation(boolean flag) {}

  @Override
  public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {}

  @Override
  public void setTSIGKey(@Nullable TSIG key) {}

  @Override
  public void setTimeout(Duration timeout) {}
}
