package org.mailmedic.knowledge.registries;

/// A WHOIS server and how to ask it.
///
/// @param host its name
/// @param query what to send, `{domain}` standing for the name
public record WhoisServer(String host, String query) {
  private static final String DOMAIN = "{domain}";

  /// As written in the data: a host, perhaps with a query after it.
  static WhoisServer of(String value) {
    int space = value.indexOf(' ');
    return space < 0
        ? new WhoisServer(value, DOMAIN)
        : new WhoisServer(value.substring(0, space), value.substring(space + 1));
  }

  /// The line that asks for a name, without its line end.
  public String line(String domain) {
    return query.replace(DOMAIN, domain);
  }
}
