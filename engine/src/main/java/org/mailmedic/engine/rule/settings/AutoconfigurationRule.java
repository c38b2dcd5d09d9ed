package org.mailmedic.engine.rule.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.complaint.MailProgram.Security;
import org.mailmedic.engine.evidence.AccessTalk;
import org.mailmedic.engine.evidence.Autoconfiguration;
import org.mailmedic.engine.evidence.Autoconfiguration.Server;
import org.mailmedic.engine.evidence.Autoconfiguration.Source;
import org.mailmedic.engine.evidence.Autoconfiguration.State;
import org.mailmedic.engine.evidence.Autoconfiguration.Way;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.ServiceDetection;
import org.mailmedic.engine.finding.Finding;
import org.mailmedic.engine.rule.Found;
import org.mailmedic.engine.rule.Rule;
import org.mailmedic.knowledge.causes.Level;
import org.mailmedic.knowledge.registries.PublicSuffixes;

/// Whether what the domain publishes for mail programs leads to servers that serve the account. The
/// first thing that is wrong is named. That a domain publishes nothing, or only some of the ways,
/// is no fault; nor are two ways that name different servers which both serve.
public final class AutoconfigurationRule implements Rule {
  private static final String ID = "settings.autoconfig-wrong";

  /// Seen live.
  private static final double SEEN = 0.95;

  /// The service is known and what is published belongs to another.
  private static final double BY_PROFILE = 0.8;

  /// From this on it is taken for granted that the service holds the account.
  private static final double HELD = 0.9;

  @Override
  public Set<String> ids() {
    return Set.of(ID);
  }

  @Override
  public String checkId() {
    return "settings.autoconfiguration";
  }

  @Override
  public List<Finding> judge(CaseFile file) {
    String domain = file.complaint().domain();
    Optional<Observation<Autoconfiguration>> observation = file.find(Autoconfiguration.key(domain));
    Optional<Autoconfiguration> seen = observation.flatMap(one -> one.attempt().observed());
    if (seen.isEmpty()) {
      return List.of();
    }
    Judge judge = new Judge(file, seen.get());
    for (Source source : seen.get().sources()) {
      Wrong wrong = source.way().own() ? judge.wrong(source) : null;
      if (wrong != null) {
        return List.of(finding(file, observation.get(), source, wrong));
      }
    }
    return List.of();
  }

  private static Finding finding(
      CaseFile file, Observation<Autoconfiguration> observation, Source source, Wrong wrong) {
    Found found =
        Found.of(ID, file.complaint().domain())
            .level(Level.AT_RISK)
            .certainty(wrong.certainty())
            .with("domain", file.complaint().domain())
            .with("problem", wrong.problem())
            .with("record", record(source, wrong.server()))
            .on(observation);
    Server server = wrong.server();
    if (server != null) {
      found
          .with("host", server.shown())
          .on(new Talks(file).about(server.protocol(), server.host()));
    }
    return found.with("expected", wrong.expected()).build();
  }

  /// What has to be changed: the record, or the page.
  private static String record(Source source, @Nullable Server server) {
    return source.way() == Way.SRV && server != null
        ? source.where() + " SRV … " + server.port() + " " + server.host() + "."
        : source.where();
  }

  /// What is wrong.
  ///
  /// @param problem a word of the texts
  /// @param server the server that it is about; null where it is about all
  /// @param expected what would be right; null where that is not known
  private record Wrong(
      String problem, @Nullable Server server, @Nullable List<String> expected, double certainty) {}

  private static final class Judge {
    private final CaseFile file;
    private final Autoconfiguration seen;
    private final Talks talks;

    Judge(CaseFile file, Autoconfiguration seen) {
      this.file = file;
      this.seen = seen;
      this.talks = new Talks(file);
    }

    @Nullable Wrong wrong(Source source) {
      if (source.state() == State.BROKEN
          || (source.state() == State.FOUND && !source.problems().isEmpty())) {
        return new Wrong("unreadable", null, null, SEEN);
      }
      for (Server server : source.servers()) {
        Wrong wrong = wrong(server);
        if (wrong != null) {
          return wrong;
        }
      }
      return null;
    }

    private @Nullable Wrong wrong(Server server) {
      List<Server> profile = seen.servers(server.protocol(), Way.PROFILE);
      if (same(server, profile)) {
        return username(server, profile);
      }
      AccessTalk talk =
          talks.with(server.protocol(), server.host(), server.port(), server.security());
      if (talk != null && Talks.noSuchName(talk)) {
        return new Wrong("no_address", server, Expected.shown(profile), SEEN);
      }
      if (Talks.fails(talk) && othersServe(server)) {
        return new Wrong(problem(server, talk), server, right(server, profile), SEEN);
      }
      if (talk != null && Talks.foreignCertificate(talk) != null) {
        return new Wrong("certificate", server, Expected.shown(profile), SEEN);
      }
      if (!profile.isEmpty() && elsewhere(server, profile)) {
        return new Wrong("elsewhere", server, Expected.shown(profile), BY_PROFILE);
      }
      return username(server, profile);
    }

    private static boolean same(Server server, List<Server> profile) {
      return profile.stream()
          .anyMatch(known ->
              known.host().equals(server.host())
                  && known.port() == server.port()
                  && known.security() == server.security());
    }

    /// A dead server counts where another of the same protocol serves: where none does, the service
    /// is down, and what is published may be right.
    private boolean othersServe(Server server) {
      for (Source source : seen.sources()) {
        for (Server other : source.servers()) {
          if (other.protocol() == server.protocol()
              && Talks.serves(
                  talks.with(other.protocol(), other.host(), other.port(), other.security()))) {
            return true;
          }
        }
      }
      return servesOtherwise(server) != null;
    }

    /// The encryption with which the same host and port serve; null where there is none.
    private @Nullable Security servesOtherwise(Server server) {
      for (Security one : Security.values()) {
        if (one != server.security()
            && Talks.serves(talks.with(server.protocol(), server.host(), server.port(), one))) {
          return one;
        }
      }
      return null;
    }

    private String problem(Server server, @Nullable AccessTalk talk) {
      boolean connected = talk != null && talk.connected();
      return connected || servesOtherwise(server) != null ? "encryption" : "dead";
    }

    private static @Nullable List<String> right(Server server, List<Server> profile) {
      List<Server> sameHost =
          profile.stream().filter(known -> known.host().equals(server.host())).toList();
      List<Server> right = sameHost.isEmpty() ? profile : sameHost;
      return right.isEmpty()
          ? null
          : right.stream()
              .filter(known -> known.host().indexOf('*') < 0)
              .limit(3)
              .map(known -> known.shown() + " " + Expected.word(known.security()))
              .toList();
    }

    /// The published server is neither of the service, nor another name for its machine, nor in a
    /// domain that has to do with the account or the service.
    private boolean elsewhere(Server server, List<Server> profile) {
      boolean held =
          file.first(ServiceDetection.class)
              .filter(detection -> detection.confidence() >= HELD)
              .isPresent();
      return held
          && profile.stream().noneMatch(known -> related(known.host(), server.host()))
          && !related(file.complaint().domain(), server.host())
          && file.first(ServiceDetection.class).orElseThrow().hosts().stream()
              .noneMatch(mx -> related(mx.host(), server.host()))
          && profile.stream().noneMatch(known -> talks.sameMachine(known.host(), server.host()));
    }

    private static boolean related(String one, String other) {
      return one.equals(other)
          || PublicSuffixes.registrableDomain(one.replace("*", "x"))
              .equals(PublicSuffixes.registrableDomain(other));
    }

    /// The published user name is of another form than the service wants.
    private static @Nullable Wrong username(Server server, List<Server> profile) {
      String published = server.username();
      if (published == null || profile.isEmpty() || profile.getFirst().username() == null) {
        return null;
      }
      String wanted = String.valueOf(profile.getFirst().username());
      return isAddress(published) == isAddress(wanted)
          ? null
          : new Wrong("username", server, List.of(wanted), BY_PROFILE);
    }

    private static boolean isAddress(String username) {
      return username.indexOf('@') > 0 || username.equals("%EMAILADDRESS%");
    }
  }
}
