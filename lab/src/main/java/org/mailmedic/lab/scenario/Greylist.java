package org.mailmedic.lab.scenario;

import java.util.concurrent.atomic.AtomicInteger;
import org.mailmedic.lab.Lab;
import org.mailmedic.lab.smtp.SmtpScript;
import org.mailmedic.lab.smtp.SmtpServer;

/// A server that puts everybody off the first time, and takes the mail the second.
final class Greylist {
  private static final int BY_EACH = 2;

  private Greylist() {}

  /// Puts such servers in the place of an estate's mail servers.
  static void once(Lab.Plan plan, Estate estate, String address) {
    for (int number = 1; number <= BY_EACH; number++) {
      SmtpScript sound = SmtpScript.sound("mx" + number + "." + estate.domain(), estate.domain());
      SmtpScript first = sound.recipient(address, "451 4.7.1 Greylisted, please try again");
      AtomicInteger connections = new AtomicInteger();
      SmtpServer server = new SmtpServer(first);
      String at = estate.mailAddress(number);
      plan.smtp(at, server);
      plan.tcp(
          at,
          SmtpServer.PORT,
          socket -> {
            // The dialogue and the relay test come first, side by side.
            if (connections.incrementAndGet() > BY_EACH) {
              server.follow(sound);
            }
            server.serve(socket);
          });
    }
  }
}
