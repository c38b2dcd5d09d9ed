package org.mailmedic.engine.probe.registration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.Attempt.Reason;
import org.mailmedic.engine.evidence.Registration.Source;
import org.mailmedic.engine.world.Connection;
import org.mailmedic.engine.world.Deadline;
import org.mailmedic.engine.world.HostDialer;
import org.mailmedic.engine.world.HostDialer.Dialled;
import org.mailmedic.engine.world.Http.HttpFailure;
import org.mailmedic.engine.world.Http.HttpOutcome;
import org.mailmedic.engine.world.Http.HttpRequest;
import org.mailmedic.engine.world.World;
import org.mailmedic.protocol.registration.RdapReader;
import org.mailmedic.protocol.registration.RegistryAnswer;
import org.mailmedic.protocol.registration.RegistryAnswer.Kind;
import org.mailmedic.protocol.registration.WhoisReader;

/// What one server brought.
///
/// @param answer REGISTERED or NOT_FOUND; null where it told neither
/// @param reason why it told nothing; meaningless where there is an answer
/// @param detail more on that, in the notation of the wire
record Told(
    Source source,
    String server,
    @Nullable RegistryAnswer answer,
    Reason reason,
    @Nullable String detail) {

  private static final String ACCEPT = "application/rdap+json, application/json;q=0.9";

  static Told ask(World world, String domain, RegistrySource source, Deadline deadline) {
    return switch (source) {
      case RegistrySource.Rdap rdap -> rdap(world, domain, rdap, deadline);
      case RegistrySource.Whois whois -> whois(world, domain, whois, deadline);
    };
  }

  private static Told told(Source source, String server, RegistryAnswer answer) {
    return switch (answer.kind()) {
      case REGISTERED, NOT_FOUND -> new Told(source, server, answer, Reason.INTERNAL, null);
      case REFUSED -> nothing(source, server, Reason.REFUSED, answer.said());
      case UNREADABLE -> nothing(source, server, Reason.SOURCE_FAILED, "no " + source + " answer");
    };
  }

  private static Told nothing(
      Source source, String server, Reason reason, @Nullable String detail) {
    return new Told(source, server, null, reason, server + (detail == null ? "" : ": " + detail));
  }

  private static Told rdap(
      World world, String domain, RegistrySource.Rdap rdap, Deadline deadline) {
    HttpRequest request =
        new HttpRequest(rdap.domain(), ACCEPT, RegistryLimits.RDAP_BYTES, RegistryLimits.REDIRECTS);
    HttpOutcome outcome = world.http().get(request, deadline);
    String server = rdap.domain().toString();
    HttpFailure failure = outcome.failure();
    if (failure != null) {
      String detail = outcome.detail() == null ? failure.name() : failure + " " + outcome.detail();
      return nothing(Source.RDAP, server, reason(failure), detail);
    }
    if (outcome.truncated()) {
      return nothing(Source.RDAP, server, Reason.LIMIT, "more than " + RegistryLimits.RDAP_BYTES);
    }
    return switch (outcome.status()) {
      case 200 -> told(Source.RDAP, server, RdapReader.read(domain, outcome.body()));
      case 404 -> told(Source.RDAP, server, notFound());
      case 401, 403, 429 -> nothing(Source.RDAP, server, Reason.REFUSED, "" + outcome.status());
      default -> nothing(Source.RDAP, server, Reason.SOURCE_FAILED, "" + outcome.status());
    };
  }

  /// RFC 7480 section 5.3: with or without a body.
  private static RegistryAnswer notFound() {
    return new RegistryAnswer(
        Kind.NOT_FOUND,
        java.util.List.of(),
        java.util.Set.of(),
        null,
        false,
        null,
        java.util.List.of(),
        "404");
  }

  private static Reason reason(HttpFailure failure) {
    return switch (failure) {
      case FORBIDDEN_ADDRESS -> Reason.PRIVATE_ADDRESS;
      case CAPPED -> Reason.LIMIT;
      case NAME_NOT_FOUND,
          NAME_LOOKUP_FAILED,
          CONNECT_REFUSED,
          CONNECT_TIMEOUT,
          CONNECT_UNREACHABLE,
          TLS_FAILED,
          CERTIFICATE_INVALID,
          TIMEOUT,
          NOT_HTTP,
          TOO_MANY_REDIRECTS,
          BAD_REDIRECT ->
          Reason.SOURCE_FAILED;
    };
  }

  private static Told whois(
      World world, String domain, RegistrySource.Whois whois, Deadline deadline) {
    InetSocketAddress to = whois.server();
    String server = to.getHostString() + ":" + to.getPort();
    HostDialer dialer = new HostDialer(world.dns(), world.tcp());
    return switch (dialer.dial(to.getHostString(), to.getPort(), deadline)) {
      case Dialled.Failed(HostDialer.Problem problem, String detail) -> {
        Reason reason =
            problem == HostDialer.Problem.FORBIDDEN ? Reason.PRIVATE_ADDRESS : Reason.SOURCE_FAILED;
        yield nothing(
            Source.WHOIS, server, reason, detail == null ? problem.name() : problem + " " + detail);
      }
      case Dialled.Standing(Connection connection) -> {
        try (connection) {
          connection.write((whois.line() + "\r\n").getBytes(StandardCharsets.US_ASCII), deadline);
          yield told(Source.WHOIS, server, WhoisReader.read(domain, text(connection, deadline)));
        } catch (SocketTimeoutException e) {
          yield nothing(Source.WHOIS, server, Reason.SOURCE_FAILED, "TIMEOUT");
        } catch (ProtocolException e) {
          yield nothing(
              Source.WHOIS, server, Reason.LIMIT, "more than " + RegistryLimits.WHOIS_BYTES);
        } catch (IOException e) {
          yield nothing(Source.WHOIS, server, Reason.SOURCE_FAILED, e.getMessage());
        }
      }
    };
  }

  /// All that is sent until the server hangs up.
  private static byte[] text(Connection connection, Deadline deadline) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    int got = connection.read(buffer, 0, buffer.length, deadline);
    while (got >= 0) {
      text.write(buffer, 0, got);
      if (text.size() > RegistryLimits.WHOIS_BYTES) {
        throw new ProtocolException("too long");
      }
      got = connection.read(buffer, 0, buffer.length, deadline);
    }
    return text.toByteArray();
  }
}
