package org.mailmedic.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.settings.Live;
import org.mailmedic.engine.settings.MailSettings;
import org.mailmedic.engine.settings.MailSettings.Protocol;
import org.mailmedic.engine.settings.MailSettings.Server;
import org.mailmedic.knowledge.providers.ProviderProfile;
import org.mailmedic.knowledge.providers.ProviderProfile.SignIn;
import org.mailmedic.report.catalogue.Catalogue;
import org.mailmedic.report.catalogue.Visible;

/// What is said of mail settings in one language: page, JSON and step lists take their words here.
final class SettingsWording {
  /// The room of the catalogue that the texts stand in.
  static final String ROOM = "settings";

  private static final int MAX_NAME = 253;
  private static final long MEGABYTE = 1 << 20;

  private final Catalogue catalogue;
  private final MailSettings settings;

  SettingsWording(Catalogue catalogue, MailSettings settings) {
    this.catalogue = catalogue;
    this.settings = settings;
  }

  String say(String key) {
    return catalogue.text("settings." + key);
  }

  String say(String key, Map<String, ?> arguments) {
    return catalogue.text("settings." + key, arguments);
  }

  /// Whose settings they are.
  String subject() {
    String address = settings.complaint().address();
    return Visible.oneLine(address == null ? settings.complaint().domain() : address);
  }

  @Nullable String service() {
    ProviderProfile profile = settings.profile();
    return profile == null ? null : profile.name();
  }

  /// What is to be known of the service before the values.
  List<String> lead() {
    List<String> lead = new ArrayList<>();
    String service = service();
    if (service == null) {
      lead.add(say("published"));
      return lead;
    }
    lead.add(say(settings.certain() ? "service" : "service.guess", Map.of("service", service)));
    if (!settings.alike().isEmpty()) {
      List<String> options = new ArrayList<>();
      for (ProviderProfile other : settings.alike()) {
        options.add(say("service.option", Map.of("id", other.id(), "name", other.name())));
      }
      lead.add(say("service.alike", Map.of("service", service, "options", options)));
    }
    return lead;
  }

  /// What was seen of the servers, in a sentence.
  String checked() {
    List<Live> seen =
        settings.servers().stream()
            .map(Server::live)
            .filter(live -> live.state() != Live.State.NOT_LOOKED)
            .toList();
    boolean none = seen.stream().allMatch(live -> live.state() == Live.State.UNSEEN);
    boolean all = seen.stream().allMatch(live -> live.state() == Live.State.VERIFIED);
    return say(none ? "checked.none" : all ? "checked.all" : "checked.some");
  }

  /// A server's values under the names that mail programs have for them.
  ///
  /// @param others further servers for the same protocol
  Map<String, String> pairs(Server server, List<Server> others) {
    Map<String, String> pairs = new java.util.LinkedHashMap<>();
    pairs.put(say("field.server"), host(server));
    pairs.put(say("field.port"), String.valueOf(server.port()));
    pairs.put(say("field.encryption"), security(server.security()));
    pairs.put(say("field.username"), username(server));
    pairs.put(say("field.password"), password(server));
    pairs.put(say("field.checked"), live(server));
    if (!others.isEmpty()) {
      List<String> also = new ArrayList<>();
      for (Server other : others) {
        boolean looked =
            other.live().state() != Live.State.NOT_LOOKED
                && other.live().state() != Live.State.UNSEEN;
        also.add(oneLine(other) + (looked ? ": " + live(other) : ""));
      }
      pairs.put(say("field.also"), String.join("; ", also));
    }
    return pairs;
  }

  private String oneLine(Server server) {
    return say(
        "server",
        Map.of(
            "host", server.host(),
            "port", String.valueOf(server.port()),
            "security", security(server.security())));
  }

  private static String host(Server server) {
    return Visible.oneLine(server.host(), MAX_NAME);
  }

  String security(Security security) {
    return say("security." + word(security));
  }

  private static String word(Security security) {
    return security.name().toLowerCase(Locale.ROOT);
  }

  String username(Server server) {
    String name = settings.username(server);
    if (name != null) {
      return Visible.oneLine(name, MAX_NAME);
    }
    boolean local = server.username().equals(MailSettings.LOCAL_PART);
    return say(local ? "username.local-part" : "username.address");
  }

  private String password(Server server) {
    return say("password." + way(server).id());
  }

  private static SignIn way(Server server) {
    return server.signIn().isEmpty() ? SignIn.PASSWORD : server.signIn().getFirst();
  }

  String live(Server server) {
    Live live = server.live();
    if (!server.complete()) {
      return say("live.incomplete");
    }
    Map<String, Object> arguments = new HashMap<>();
    if (!live.mechanisms().isEmpty()) {
      arguments.put("mechanisms", live.mechanisms());
    }
    Live.Certificate certificate = live.certificate();
    if (certificate != null) {
      arguments.put("certificate", certificate.id().replace('-', '_'));
    }
    if (live.reason() != null) {
      arguments.put("reason", catalogue.text("note." + live.reason().id()));
    }
    return say("live." + live.state().id(), arguments);
  }

  /// What has to be done before a program is set up, or to be known of signing in.
  List<String> before() {
    ProviderProfile profile = settings.profile();
    List<String> points = new ArrayList<>();
    List<SignIn> ways = settings.signIn();
    Map<String, Object> arguments = new HashMap<>();
    if (service() != null) {
      arguments.put("service", service());
    }
    if (!ways.isEmpty() && ways.getFirst() == SignIn.BRIDGE) {
      points.add(say("sign-in.bridge", where(arguments, "bridge")));
    }
    if (profile != null && profile.guide("enable-access", catalogue.language()) != null) {
      points.add(say("sign-in.enable-access", where(arguments, "enable-access")));
    }
    if (ways.contains(SignIn.OAUTH) && ways.getFirst() == SignIn.OAUTH && service() != null) {
      if (ways.contains(SignIn.APP_PASSWORD)) {
        arguments.put("other", "yes");
      }
      points.add(say("sign-in.oauth", arguments));
    }
    if (ways.contains(SignIn.APP_PASSWORD)) {
      Map<String, Object> more = where(arguments, "app-password");
      more.put(
          "ways",
          ways.contains(SignIn.PASSWORD)
              ? "password"
              : ways.getFirst() == SignIn.OAUTH ? "window" : "alone");
      points.add(say("sign-in.app-password", more));
    }
    if (settings.servers().stream().anyMatch(server -> !server.complete())) {
      points.add(say("sign-in.server-name", where(arguments, "server-name")));
    }
    return points;
  }

  private Map<String, Object> where(Map<String, Object> arguments, String topic) {
    Map<String, Object> all = new HashMap<>(arguments);
    ProviderProfile profile = settings.profile();
    String where = profile == null ? null : profile.guide(topic, catalogue.language());
    if (where != null) {
      all.put("where", where);
    }
    return all;
  }

  /// The page of the webmail; null where none is known.
  @Nullable String webmail() {
    ProviderProfile profile = settings.profile();
    if (profile == null) {
      return null;
    }
    String own = profile.guide("webmail", catalogue.language());
    return own == null ? profile.webmail() : own;
  }

  List<String> limits() {
    ProviderProfile profile = settings.profile();
    List<String> limits = new ArrayList<>();
    if (profile != null) {
      profile
          .limits()
          .forEach((name, number) -> {
            long shown = name.equals("messageBytes") ? number / MEGABYTE : number;
            limits.add(say("limits." + name, Map.of("number", shown)));
          });
    }
    return limits;
  }

  String program(MailProgramGuide program) {
    return catalogue.text("program." + program.id());
  }

  /// The steps for one program, its first line the act; empty where it can't be used with the
  /// account.
  List<String> steps(MailProgramGuide program) {
    ProviderProfile profile = settings.profile();
    String key = "program." + program.id() + ".";
    boolean exchange =
        program.exchangeSteps() > 0
            && settings.server(Protocol.ACTIVESYNC).isPresent()
            && (program.imapSteps() == 0 || (profile != null && !profile.mapi().isEmpty()));
    boolean window =
        !settings.signIn().isEmpty()
            && settings.signIn().getFirst() == SignIn.OAUTH
            && service() != null;
    List<String> keys = new ArrayList<>();
    keys.add(key + "add");
    if (exchange && !window) {
      add(keys, key + "exchange.", program.exchangeSteps());
    } else if (window && (exchange || program.imapSteps() > 0)) {
      add(keys, "program.oauth.", 2);
    } else if (program.imapSteps() > 0
        && settings.incoming().isPresent()
        && settings.outgoing().isPresent()) {
      add(keys, key + "imap.", program.imapSteps());
    } else {
      return List.of();
    }
    keys.add("program.test");
    Map<String, Object> arguments = arguments();
    return keys.stream().map(each -> catalogue.text(each, arguments)).toList();
  }

  private static void add(List<String> keys, String prefix, int steps) {
    for (int n = 1; n <= steps; n++) {
      keys.add(prefix + n);
    }
  }

  private Map<String, Object> arguments() {
    Map<String, Object> arguments = new HashMap<>();
    String address = settings.complaint().address();
    arguments.put("address", address == null ? say("username.address") : address);
    if (service() != null) {
      arguments.put("service", service());
    }
    settings
        .incoming()
        .ifPresent(server -> {
          put(arguments, "in", server);
          arguments.put("protocol", server.protocol().id());
          arguments.put("password", way(server).id().replace('-', '_'));
          boolean whole = server.username().equals(MailSettings.ADDRESS);
          arguments.put("user", whole ? "address" : "other");
        });
    settings.outgoing().ifPresent(server -> put(arguments, "out", server));
    settings
        .server(Protocol.ACTIVESYNC)
        .ifPresent(server -> {
          put(arguments, "eas", server);
          arguments.putIfAbsent("password", way(server).id().replace('-', '_'));
        });
    return arguments;
  }

  private void put(Map<String, Object> arguments, String prefix, Server server) {
    arguments.put(prefix + "Host", server.host());
    arguments.put(prefix + "Port", String.valueOf(server.port()));
    arguments.put(prefix + "Security", word(server.security()));
    arguments.put(prefix + "User", username(server));
  }
}
