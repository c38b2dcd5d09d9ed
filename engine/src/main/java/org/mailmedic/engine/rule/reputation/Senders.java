package org.mailmedic.engine.rule.reputation;

import java.util.List;
import java.util.Optional;
import org.mailmedic.engine.evidence.CaseFile;
import org.mailmedic.engine.evidence.SendingHosts;
import org.mailmedic.engine.evidence.SendingHosts.Host;

/// The addresses that the mail leaves from.
record Senders(List<Host> hosts) {

  static Senders of(CaseFile file) {
    return new Senders(file.first(SendingHosts.class).map(SendingHosts::hosts).orElse(List.of()));
  }

  /// What is known of an address; empty where it is none of them.
  Optional<Host> find(String address) {
    return hosts.stream().filter(host -> host.address().equals(address)).findFirst();
  }

  /// Whether mail is known to have left from there.
  boolean known(String address) {
    return find(address).filter(Host::known).isPresent();
  }
}
