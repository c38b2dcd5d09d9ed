package org.mailmedic.protocol.autoconfig;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was read in published settings.
///
/// @param state what kind of text it is
/// @param name the service's name for people; null where it is not told
/// @param domains the mail domains that the settings are for; empty where they are not told
/// @param servers in their order, the recommended one of each protocol first
/// @param pages addresses on the web for other protocols
/// @param next the address or URL to ask instead, where the state says so; null otherwise
/// @param problems what is wrong in it, each in the notation of the settings (`incomingServer 1:
///   port 99999`); servers with such problems are not in the list
public record ReadSettings(
    State state,
    @Nullable String name,
    List<String> domains,
    List<PublishedServer> servers,
    List<PublishedPage> pages,
    @Nullable String next,
    List<String> problems) {
  public ReadSettings {
    domains = List.copyOf(domains);
    servers = List.copyOf(servers);
    pages = List.copyOf(pages);
    problems = List.copyOf(problems);
  }

  /// Kinds of texts.
  public enum State {
    /// Settings, be it without any server that can be used.
    SETTINGS,
    /// "Ask as if the address were that one."
    OTHER_ADDRESS,
    /// "Ask there."
    OTHER_URL,
    /// The server says that it has no settings for this address.
    NONE,
    /// It wants to be settings and can't be read.
    BROKEN,
    /// Something else: a web page, say.
    FOREIGN
  }

  static ReadSettings of(State state) {
    return new ReadSettings(state, null, List.of(), List.of(), List.of(), null, List.of());
  }

  static ReadSettings broken(String problem) {
    return new ReadSettings(
        State.BROKEN, null, List.of(), List.of(), List.of(), null, List.of(Limits.cut(problem)));
  }

  static ReadSettings next(State state, String next) {
    return new ReadSettings(
        state, null, List.of(), List.of(), List.of(), Limits.cut(next), List.of());
  }
}
