package org.mailmedic.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.app.cli.CommandLine;
import org.mailmedic.app.cli.Option;
import org.mailmedic.app.cli.Options;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.app.config.Config;
import org.mailmedic.app.config.ConfigReader;
import org.mailmedic.app.config.GivenFile;
import org.mailmedic.app.config.ProfileFiles;
import org.mailmedic.app.config.Values;
import org.mailmedic.engine.world.Ports;
import org.mailmedic.engine.world.RegistryServers;
import org.mailmedic.engine.world.live.LiveWorld;
import org.mailmedic.engine.world.live.Route;
import org.mailmedic.engine.world.live.WorldOptions;
import org.mailmedic.knowledge.providers.Providers;
import org.mailmedic.protocol.dns.TrustAnchors;
import org.mailmedic.protocol.dns.UnreadableAnchors;

/// What the command line, and behind it the configuration, say.
final class Settings {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration TIMEOUT_SEND_TEST = Duration.ofMinutes(6);
  private static final int MAX_ANCHOR_BYTES = 1 << 20;
  private static final int MAX_CA_BYTES = 4 << 20;

  private final CommandLine line;
  private final Config config;

  private Settings(CommandLine line, Config config) {
    this.line = line;
    this.config = config;
  }

  static Settings of(Surroundings around, CommandLine line) throws WrongCall {
    Path file = file(around, line.value(Options.CONFIG));
    return new Settings(line, file == null ? Config.NONE : ConfigReader.read(file));
  }

  /// The configuration file: as said, else the user's own where there is one.
  private static @Nullable Path file(Surroundings around, @Nullable String option)
      throws WrongCall {
    String said = option;
    Map<String, String> environment = around.environment();
    if (said == null) {
      said = environment.getOrDefault("MAILMEDIC_CONFIG", "");
    }
    if (!said.isEmpty()) {
      return path(said);
    }
    String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
    if (folder.isEmpty()) {
      String home = environment.getOrDefault("HOME", "");
      folder = home.isEmpty() ? "" : home + "/.config";
    }
    if (folder.isEmpty()) {
      return null;
    }
    Path own = path(folder + "/mailmedic/config.yaml");
    return Files.exists(own) ? own : null;
  }

  /// The language that the configuration asks for, whatever else is wrong with it; null where it
  /// asks for none.
  ///
  /// @param option the value of `--config`; null where it was not given
  static @Nullable String language(Surroundings around, @Nullable String option) {
    try {
      Path file = file(around, option);
      return file == null ? null : ConfigReader.language(file);
    } catch (WrongCall e) {
      return null;
    }
  }

  static Path path(String text) throws WrongCall {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new WrongCall("file-missing", "file", text);
    }
  }

  Config config() {
    return config;
  }

  /// The language, as `--lang` says, else the configuration; null where neither does.
  @Nullable String language() {
    String said = line.value(Options.LANG);
    return said == null ? config.language() : said;
  }

  Duration timeout() throws WrongCall {
    String said = line.value(Options.TIMEOUT);
    if (said != null) {
      Duration timeout = Values.duration(said);
      if (timeout == null) {
        throw value(Options.TIMEOUT, said);
      }
      return timeout;
    }
    Duration configured = config.timeout();
    if (configured != null) {
      return configured;
    }
    return line.has(Options.SEND_TEST) ? TIMEOUT_SEND_TEST : TIMEOUT;
  }

  /// The mail services: the built-in ones and, before them, those of the configuration.
  Providers providers() throws WrongCall {
    return Providers.builtIn().with(ProfileFiles.read(config.providers()));
  }

  /// Opens the world that is spoken of.
  LiveWorld open() throws WrongCall {
    WorldOptions world = world();
    Path authorities = world.caFile();
    if (authorities != null) {
      GivenFile.bytes(authorities, MAX_CA_BYTES);
    }
    try {
      return LiveWorld.open(world);
    } catch (IOException e) {
      throw new WrongCall("ca-file", "file", String.valueOf(authorities));
    }
  }

  private WorldOptions world() throws WrongCall {
    String caFile = line.value(Options.CA_FILE);
    return new WorldOptions(
        resolvers(),
        anchors(),
        caFile == null ? config.caFile() : path(caFile),
        config.allowPrivate() || line.has(Options.ALLOW_PRIVATE),
        new Ports(
            config.smtpPort() > 0 ? config.smtpPort() : Ports.STANDARD.smtp(),
            Ports.STANDARD.dns(),
            config.httpsPort() > 0 ? config.httpsPort() : Ports.STANDARD.https()),
        new RegistryServers(config.rdap(), config.whois()),
        config.blocklists(),
        Route.DIRECT,
        InstantSource.system());
  }

  private List<InetSocketAddress> resolvers() throws WrongCall {
    List<InetSocketAddress> said = new ArrayList<>();
    for (String text : line.values(Options.RESOLVER)) {
      InetSocketAddress resolver = Values.resolver(text);
      if (resolver == null) {
        throw value(Options.RESOLVER, text);
      }
      said.add(resolver);
    }
    return said.isEmpty() ? config.resolvers() : said;
  }

  private @Nullable TrustAnchors anchors() throws WrongCall {
    Path file = config.trustAnchors();
    if (file == null) {
      return null;
    }
    String text = new String(GivenFile.bytes(file, MAX_ANCHOR_BYTES), StandardCharsets.UTF_8);
    try {
      return TrustAnchors.parse(text);
    } catch (UnreadableAnchors e) {
      Map<String, Object> facts = new HashMap<>();
      facts.put("file", file.toString());
      if (e.line() > 0) {
        facts.put("line", (long) e.line());
      }
      throw new WrongCall("anchors", facts);
    }
  }

  static WrongCall value(Option option, String value) {
    return new WrongCall("value", Map.of("option", option.name(), "value", value));
  }
}
