import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns IANA's RDAP bootstrap file (RFC 9224) into the form that the build compiles. See
/// `tools/refresh-bootstrap`.
class RefreshBootstrap {
  private static final String SOURCE = "https://data.iana.org/rdap/dns.json";
  private static final int WIDTH = 100;
  private static final int MIN_TLDS = 1000;

  /// `["com","net"],["https://…/"]`: names of TLDs and URLs hold no escapes.
  private static final Pattern SERVICE =
      Pattern.compile("\\[\\s*\\[([^\\[\\]]*)\\]\\s*,\\s*\\[([^\\[\\]]*)\\]\\s*\\]");

  private static final Pattern STRING = Pattern.compile("\"([^\"\\\\]*)\"");
  private static final Pattern PUBLICATION =
      Pattern.compile("\"publication\"\\s*:\\s*\"([0-9TZ:.+-]+)\"");

  public static void main(String[] arguments) throws Exception {
    Path target = Path.of(arguments[0]);
    String json = arguments[1].isEmpty() ? fetch() : Files.readString(Path.of(arguments[1]));
    Map<String, TreeSet<String>> servers = new TreeMap<>();
    int tlds = 0;
    Matcher service = SERVICE.matcher(json);
    while (service.find()) {
      List<String> urls = strings(service.group(2));
      for (String tld : strings(service.group(1))) {
        servers.computeIfAbsent(template(best(urls), tld), url -> new TreeSet<>()).add(tld);
        tlds++;
      }
    }
    Matcher publication = PUBLICATION.matcher(json);
    if (!publication.find() || tlds < MIN_TLDS) {
      throw new IllegalStateException("this is not IANA's file: " + tlds + " TLDs found in it");
    }
    Files.writeString(target, text(publication.group(1), withoutLonelyTemplates(servers)));
    System.out.println(tlds + " TLDs, published " + publication.group(1));
  }

  private static String fetch() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(SOURCE)).build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(SOURCE + " answers with " + response.statusCode());
    }
    return response.body();
  }

  private static List<String> strings(String array) {
    List<String> found = new ArrayList<>();
    Matcher string = STRING.matcher(array);
    while (string.find()) {
      found.add(string.group(1));
    }
    return found;
  }

  /// RFC 9224 section 3: https where there is a choice; a slash at the end.
  private static String best(List<String> urls) {
    String url =
        urls.stream().filter(u -> u.startsWith("https:")).findFirst().orElse(urls.getFirst());
    return url.endsWith("/") ? url : url + "/";
  }

  private static String template(String url, String tld) {
    return url.replace("/" + tld + "/", "/{tld}/")
        .replace("." + tld + "/", ".{tld}/")
        .replace("." + tld + ".fury.ca/", ".{tld}.fury.ca/");
  }

  /// A template for a single TLD says less than the address itself.
  private static Map<String, TreeSet<String>> withoutLonelyTemplates(
      Map<String, TreeSet<String>> servers) {
    Map<String, TreeSet<String>> plain = new TreeMap<>();
    servers.forEach(
        (url, tlds) -> {
          String key = tlds.size() == 1 ? url.replace("{tld}", tlds.first()) : url;
          plain.computeIfAbsent(key, k -> new TreeSet<>()).addAll(tlds);
        });
    return plain;
  }

  private static String text(String publication, Map<String, TreeSet<String>> servers) {
    StringBuilder text =
        new StringBuilder(
            """
            # Which RDAP server answers for which TLD (RFC 9224): IANA's file https://data.iana.org/rdap/dns.json,
            # written more compactly. {tld} in an address stands for the TLD itself.
            # tools/refresh-bootstrap writes this file anew.
            """);
    text.append("publication: \"").append(publication).append("\"\nservers:\n");
    servers.forEach(
        (url, tlds) -> {
          String line = "  \"" + url + "\": [" + String.join(", ", tlds) + "]";
          text.append(line.length() <= WIDTH ? line : wrapped(url, tlds)).append('\n');
        });
    return text.toString();
  }

  private static String wrapped(String url, TreeSet<String> tlds) {
    StringBuilder text = new StringBuilder("  \"" + url + "\":\n    [");
    int column = 5;
    String separator = "";
    for (String tld : tlds) {
      if (column + separator.length() + tld.length() > WIDTH - 2) {
        text.append(",\n     ");
        column = 5;
      } else {
        text.append(separator);
        column += separator.length();
      }
      text.append(tld);
      column += tld.length();
      separator = ", ";
    }
    return text.append(']').toString();
  }
}
