package org.mailmedic.knowledge.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.mailmedic.knowledge.providers.ProviderProfile.Endpoint;
import org.mailmedic.knowledge.providers.ProviderProfile.SignIn;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// The built-in profiles beside what others know of the same services: Thunderbird's database and
/// chatmail's provider-db, neither of which is part of the project. What differs is listed here
/// with its reason, and nothing else may differ.
class SuitesTest {
  /// What the profile says less or otherwise than Thunderbird's database, and why. `server` means
  /// that the profile has not this server; `username`, another form of the user name.
  private static final Map<String, String> DEVIATIONS =
      Map.ofEntries(
          Map.entry("icloud username", "Apple's help allows the whole address for IMAP too"),
          Map.entry("mailru server imap imap.mail.ru:143/starttls", "TLS from the start is told"),
          Map.entry("mailru server pop pop.mail.ru:110/starttls", "TLS from the start is told"),
          Map.entry(
              "yahoo server imap export.imap.mail.yahoo.com:993/tls", "for fetching all at once"),
          Map.entry("onet server pop pop3.poczta.onet.pl:995/tls", "switched off 2026-03-31"));

  private static Path suite(String name) {
    String shared = System.getProperty("mailmedic.shared", "");
    Path folder = Path.of(shared, "suites", name);
    assumeTrue(!shared.isEmpty() && Files.isDirectory(folder), name + " is not here");
    return folder;
  }

  @Test
  void whatThunderbirdsDatabaseHasTheProfilesHave() throws Exception {
    Map<String, String> different = new TreeMap<>();
    int compared = 0;
    try (Stream<Path> files = Files.list(suite("ispdb").resolve("xml"))) {
      for (Path file : files.sorted().toList()) {
        Element provider = provider(file);
        Optional<ProviderProfile> profile =
            texts(provider, "domain").stream()
                .flatMap(domain -> Providers.builtIn().ofDomain(domain).stream())
                .findFirst();
        if (profile.isPresent()) {
          compared++;
          compare(profile.get(), provider, different);
        }
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(20);
    assertThat(different.keySet()).containsExactlyInAnyOrderElementsOf(DEVIATIONS.keySet());
  }

  private static Element provider(Path file) throws Exception {
    NodeList providers =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getElementsByTagName("emailProvider");
    return (Element) providers.item(0);
  }

  private static void compare(
      ProviderProfile profile, Element provider, Map<String, String> different) {
    for (String element : List.of("incomingServer", "outgoingServer")) {
      NodeList servers = provider.getElementsByTagName(element);
      for (int i = 0; i < servers.getLength(); i++) {
        Element server = (Element) servers.item(i);
        String type = server.getAttribute("type").replace("pop3", "pop");
        if (!List.of("imap", "pop", "smtp").contains(type)) {
          continue;
        }
        String socket = texts(server, "socketType").getFirst();
        String security =
            socket.equals("SSL") ? "tls" : socket.equals("STARTTLS") ? "starttls" : "none";
        Endpoint endpoint =
            new Endpoint(
                texts(server, "hostname").getFirst(),
                Integer.parseInt(texts(server, "port").getFirst()),
                security);
        List<Endpoint> ours =
            switch (type) {
              case "imap" -> profile.imap();
              case "pop" -> profile.pop();
              default -> profile.submission();
            };
        if (!ours.contains(endpoint)) {
          different.put(
              profile.id()
                  + " server "
                  + type
                  + " "
                  + endpoint.host()
                  + ":"
                  + endpoint.port()
                  + "/"
                  + endpoint.security(),
              "");
        }
        boolean address = texts(server, "username").getFirst().equals("%EMAILADDRESS%");
        if (address != profile.usernameIsAddress()) {
          different.put(profile.id() + " username", "");
        }
        boolean window = texts(server, "authentication").contains("OAuth2");
        boolean onlyWindow = texts(server, "authentication").equals(List.of("OAuth2"));
        if (window && !profile.signIn().contains(SignIn.OAUTH)
            || onlyWindow && !profile.signIn().equals(List.of(SignIn.OAUTH))) {
          different.put(profile.id() + " sign-in", "");
        }
      }
    }
  }

  private static List<String> texts(Element parent, String name) {
    List<String> texts = new ArrayList<>();
    NodeList all = parent.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      texts.add(all.item(i).getTextContent().strip());
    }
    return texts;
  }

  /// Where provider-db says that an app password is needed, or that IMAP has to be allowed first,
  /// the profile says so too.
  @Test
  void whatHasToBeDoneFirstTheProfilesSay() throws IOException {
    List<String> silent = new ArrayList<>();
    int compared = 0;
    try (Stream<Path> files = Files.list(suite("provider-db").resolve("_providers"))) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file);
        Optional<ProviderProfile> profile = profile(text);
        if (profile.isEmpty()) {
          continue;
        }
        compared++;
        String hint = hint(text);
        List<SignIn> ways = profile.get().signIn();
        boolean plain = ways.equals(List.of(SignIn.PASSWORD));
        if (hint.contains("app password") || hint.contains("app-password")) {
          if (plain) {
            silent.add(profile.get().id() + ": app password");
          }
        }
        boolean switched =
            hint.contains("imap") && (hint.contains("turn") || hint.contains("allow"));
        if (switched && !profile.get().guide().containsKey("enable-access")) {
          silent.add(profile.get().id() + ": IMAP to be allowed");
        }
        if (text.contains("status: BROKEN") && ways.contains(SignIn.PASSWORD)) {
          silent.add(profile.get().id() + ": no password at all");
        }
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(15);
    assertThat(silent).isEmpty();
  }

  private static Optional<ProviderProfile> profile(String text) {
    Matcher matcher = Pattern.compile("(?m)^\\s+- (\\S+)\\s*$|^- (\\S+)\\s*$").matcher(text);
    while (matcher.find()) {
      String domain = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      Optional<ProviderProfile> profile = Providers.builtIn().ofDomain(domain);
      if (profile.isPresent()) {
        return profile;
      }
    }
    return Optional.empty();
  }

  private static String hint(String text) {
    Matcher matcher =
        Pattern.compile("(?ms)^before_login_hint:(.*?)(?=^[a-z_]+:|^---)").matcher(text);
    return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
  }
}
