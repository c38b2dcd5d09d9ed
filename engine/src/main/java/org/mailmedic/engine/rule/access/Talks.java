package org.mailmedic.engine.rule.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailmedic.engine.evidence.AccessProtocol;
import org.mailmedic.engine.evidence.AccessServers;
import org.mailmedic.engine.evidence.AccessServers.Server;
import org.mailmedic.engine.evidence.AccessServers.Source;
import org.mailmedic.engine.evidence.AccessTalk;
import org.mailmedic.engine.evidence.AccessTalk.Answer;
import org.mailmedic.engine.evidence.AccessTalk.Kind;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.PortSurvey;

/// The talks with the account's own servers of one or more protocols.
///
/// @param all what was seen at each, in order
/// @param unseen whether some could not be seen from here
public record Talks(List<One> all, boolean unseen) {
  public Talks {
    all = List.copyOf(all);
  }

  /// A talk and the server that it was with.
  public record One(Server server, Observation<AccessTalk> observation, AccessTalk talk) {

    /// How the server is dead, as a word; null where it is not, or nobody can say so.
    ///
    /// A host of the profile that has no address says that the profile is old, rather.
    @Nullable String death() {
      if (talk.lookUp() != null) {
        return talk.nameless() && server.source() == Source.SRV ? "name" : null;
      }
      if (!talk.connected()) {
        boolean refused = talk.dials().stream().anyMatch(d -> d.answer() == Answer.REFUSED);
        boolean silent = talk.dials().stream().anyMatch(d -> d.answer() == Answer.TIMEOUT);
        return refused && !silent ? "refused" : silent && !refused ? "timeout" : "mixed";
      }
      if (talk.greeting() != null && !talk.greeting().positive()) {
        return "turned_away";
      }
      if (talk.breakOff() == null) {
        return null;
      }
      return talk.breakOff().kind() == Kind.TLS_FAILED ? "tls" : "protocol";
    }

    /// Whether the talk can't be judged.
    boolean open() {
      return talk.lookUp() != null && death() == null;
    }

    /// Whether no address took the connection and none so much as refused one.
    boolean silent() {
      return talk.lookUp() == null
          && !talk.connected()
          && talk.dials().stream().anyMatch(dial -> dial.answer() == Answer.TIMEOUT)
          && talk.dials().stream().noneMatch(dial -> dial.answer() == Answer.REFUSED);
    }
  }

  /// The talks with the account's own servers of these protocols.
  public static Talks of(CaseFile file, AccessProtocol... protocols) {
    List<One> all = new ArrayList<>();
    boolean unseen = false;
    AccessServers servers = file.first(AccessServers.class).orElse(null);
    if (servers != null) {
      for (AccessProtocol protocol : protocols) {
        for (Server server : servers.own(protocol)) {
          Observation<AccessTalk> observation = file.find(server.talk()).orElse(null);
          AccessTalk talk =
              observation == null ? null : observation.attempt().observed().orElse(null);
          if (observation != null && talk != null) {
            all.add(new One(server, observation, talk));
          }
          unseen |= observation != null && talk == null;
        }
      }
    }
    return new Talks(all, unseen);
  }

  /// Whether every server is dead.
  boolean dead() {
    return !all.isEmpty() && !unseen && all.stream().allMatch(one -> one.death() != null);
  }

  /// Whether some server can be used, or may be.
  boolean perhapsAlive() {
    return unseen || all.stream().anyMatch(one -> one.death() == null);
  }

  List<Observation<AccessTalk>> observations() {
    return all.stream().map(One::observation).toList();
  }

  List<String> hosts() {
    return all.stream().map(one -> one.server().host()).distinct().toList();
  }

  /// Whether every server keeps silent, as if the network swallowed what is said to it.
  public boolean silent() {
    return !all.isEmpty() && !unseen && all.stream().allMatch(One::silent);
  }

  /// The surveys of silent addresses that show some other port open (verdict 8).
  public List<Observation<PortSurvey>> open(CaseFile file) {
    return surveys(file).stream()
        .filter(o -> o.attempt().observed().filter(survey -> anyOther(survey)).isPresent())
        .toList();
  }

  private boolean anyOther(PortSurvey survey) {
    return survey.ports().stream()
        .anyMatch(port ->
            port.answer() == PortSurvey.Answer.OPEN
                && all.stream().noneMatch(one -> one.server().port() == port.port()));
  }

  /// Whether it came out for every silent server that it is silent on every port.
  boolean surveyed(CaseFile file) {
    return surveys(file).stream()
        .anyMatch(o ->
            o.attempt()
                .observed()
                .filter(survey ->
                    survey.ports().stream()
                        .noneMatch(port -> port.answer() == PortSurvey.Answer.UNKNOWN))
                .isPresent());
  }

  private List<Observation<PortSurvey>> surveys(CaseFile file) {
    Set<String> subjects = new LinkedHashSet<>();
    for (One one : all) {
      for (AccessTalk.Dial dial : one.talk().dials()) {
        subjects.add(one.server().host() + "/" + dial.address());
      }
    }
    return file.all(PortSurvey.class).stream()
        .filter(o -> subjects.contains(o.key().subject()))
        .toList();
  }
}
