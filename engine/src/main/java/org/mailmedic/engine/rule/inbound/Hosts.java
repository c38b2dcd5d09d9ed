package org.mailmedic.engine.rule.inbound;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.mailmedic.engine.evidence.Attempt.Reason;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.Observation;
import org.mailmedic.engine.evidence.PortSurvey;
import org.mailmedic.engine.evidence.RecipientServer;
import org.mailmedic.engine.evidence.SmtpBreakOff.Kind;
import org.mailmedic.engine.evidence.SmtpDialogue;

/// The dialogues of one case, by MX host.
///
/// @param byHost what was seen at each host's addresses, in order; empty where none was seen
/// @param unseen hosts of which nothing could be seen from here, though others may reach them
public record Hosts(Map<String, List<Observation<SmtpDialogue>>> byHost, List<String> unseen) {

  public static Hosts of(CaseFile file) {
    Map<String, List<Observation<SmtpDialogue>>> byHost = new LinkedHashMap<>();
    Set<String> hidden = new LinkedHashSet<>();
    for (Observation<SmtpDialogue> observation : file.all(SmtpDialogue.class)) {
      String subject = observation.key().subject();
      String host = subject.substring(0, subject.indexOf('/'));
      List<Observation<SmtpDialogue>> seen = byHost.computeIfAbsent(host, key -> new ArrayList<>());
      if (observation.attempt().observed().isPresent()) {
        seen.add(observation);
      } else if (observation.attempt().reason() != Reason.PRIVATE_ADDRESS) {
        hidden.add(host);
      }
    }
    hidden.removeIf(host -> !byHost.getOrDefault(host, List.of()).isEmpty());
    return new Hosts(byHost, List.copyOf(hidden));
  }

  /// The dialogue of an observation that was seen.
  public static SmtpDialogue dialogue(Observation<SmtpDialogue> observation) {
    return observation.attempt().observed().orElseThrow();
  }

  /// Hosts some address of which took a connection.
  List<String> connected() {
    return hosts(seen -> seen.stream().anyMatch(o -> dialogue(o).connected()));
  }

  /// Hosts that were dialled and of which no address took a connection.
  List<String> dead() {
    return hosts(seen -> !seen.isEmpty() && seen.stream().noneMatch(o -> dialogue(o).connected()));
  }

  private List<String> hosts(Predicate<List<Observation<SmtpDialogue>>> test) {
    List<String> hosts = new ArrayList<>();
    byHost.forEach((host, seen) -> {
      if (test.test(seen)) {
        hosts.add(host);
      }
    });
    return hosts;
  }

  List<Observation<SmtpDialogue>> of(List<String> hosts) {
    List<Observation<SmtpDialogue>> all = new ArrayList<>();
    hosts.forEach(host -> all.addAll(byHost.get(host)));
    return all;
  }

  /// Every dialogue that was seen.
  public List<Observation<SmtpDialogue>> all() {
    List<Observation<SmtpDialogue>> all = new ArrayList<>();
    byHost.values().forEach(all::addAll);
    return all;
  }

  /// Whether the mail port of some recipient's server answers from here: then it is not blocked.
  private static boolean recipientsConnect(CaseFile file) {
    return file.seen(RecipientServer.class).stream()
        .flatMap(server -> server.talks().stream())
        .anyMatch(RecipientServer.Talk::connected);
  }

  /// The silent addresses that answer on another port, where nothing anywhere took a connection on
  /// the mail port, nobody so much as refused one and at least one address answers elsewhere: this
  /// network lets no mail out (verdict 8). Empty otherwise.
  public List<Observation<PortSurvey>> blockedHere(CaseFile file) {
    List<Observation<SmtpDialogue>> all = all();
    boolean silent =
        !all.isEmpty()
            && all.stream()
                .map(o -> dialogue(o).breakOff())
                .allMatch(end -> end != null && end.kind() != Kind.REFUSED)
            && connected().isEmpty()
            && !recipientsConnect(file);
    if (!silent) {
      return List.of();
    }
    return file.all(PortSurvey.class).stream()
        .filter(o ->
            o.attempt()
                .observed()
                .filter(survey -> byHost.containsKey(survey.host()) && survey.anyOpen())
                .isPresent())
        .toList();
  }
}
