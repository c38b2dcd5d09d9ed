package org.mailmedic.protocol.autoconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mailmedic.protocol.autoconfig.PublishedServer.Protocol;
import org.mailmedic.protocol.autoconfig.PublishedServer.Security;

/// Thunderbird's database of services, every file of it: what the reader finds is what the text
/// has.
class IspdbSuiteTest {
  private static final Account ANNA = new Account("anna", "florist.example");
  private static final int FILES = 163;
  private static final int DOMAINS = 962;

  @Test
  void readsEveryFile() throws IOException {
    Path suite = Path.of(System.getProperty("mailmedic.shared", ""), "suites/ispdb/xml");
    assumeTrue(Files.isDirectory(suite), () -> "without the suite " + suite);
    List<Path> files;
    try (Stream<Path> all = Files.list(suite)) {
      files = all.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
    }
    assertThat(files).hasSize(FILES);
    Set<String> domains = new HashSet<>();
    for (Path file : files) {
      String xml = Files.readString(file);
      ReadSettings settings = ClientConfig.read(ANNA, xml);
      assertThat(settings.state()).as("%s", file).isEqualTo(ReadSettings.State.SETTINGS);
      assertThat(settings.problems()).as("%s", file).isEmpty();
      assertThat(settings.servers()).as("%s", file).isNotEmpty();
      assertThat(protocols(settings)).as("%s", file).isEqualTo(counted(xml));
      assertThat(security(settings)).as("%s", file).isEqualTo(countedSecurity(xml));
      List<String> usernames =
          settings.servers().stream()
              .map(PublishedServer::username)
              .filter(Objects::nonNull)
              .toList();
      assertThat(usernames).as("%s", file).hasSize(words(xml, "<(username)>").size());
      assertThat(usernames)
          .as("%s", file)
          .allMatch(username -> username.startsWith("anna") && !username.contains("%"));
      domains.addAll(settings.domains());
    }
    assertThat(domains).hasSize(DOMAINS);
  }

  private static Map<Protocol, Integer> protocols(ReadSettings settings) {
    Map<Protocol, Integer> found = new EnumMap<>(Protocol.class);
    settings.servers().forEach(server -> found.merge(server.protocol(), 1, Integer::sum));
    return found;
  }

  private static Map<Protocol, Integer> counted(String xml) {
    Map<Protocol, Integer> found = new EnumMap<>(Protocol.class);
    for (String type : words(xml, "Server type=\"(imap|pop3|smtp)\"")) {
      Protocol protocol =
          switch (type) {
            case "imap" -> Protocol.IMAP;
            case "pop3" -> Protocol.POP3;
            default -> Protocol.SUBMISSION;
          };
      found.merge(protocol, 1, Integer::sum);
    }
    return found;
  }

  private static Map<Security, Integer> security(ReadSettings settings) {
    Map<Security, Integer> found = new EnumMap<>(Security.class);
    settings.servers().forEach(server -> found.merge(server.security(), 1, Integer::sum));
    return found;
  }

  private static Map<Security, Integer> countedSecurity(String xml) {
    Map<Security, Integer> found = new EnumMap<>(Security.class);
    for (String word : words(xml, "<socketType>([^<]*)<")) {
      Security security =
          switch (word) {
            case "SSL" -> Security.TLS;
            case "STARTTLS" -> Security.STARTTLS;
            default -> Security.NONE;
          };
      found.merge(security, 1, Integer::sum);
    }
    return found;
  }

  /// Without comments, and without what is about web pages.
  private static List<String> words(String xml, String pattern) {
    String bare =
        Pattern.compile(
                "<!--.*?-->|<webMail>.*?</webMail>"
                    + "|<incomingServer type=\"(exchange|ews|owa|graph)\">.*?</incomingServer>",
                Pattern.DOTALL)
            .matcher(xml)
            .replaceAll("");
    return Pattern.compile(pattern)
        .matcher(bare)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}
