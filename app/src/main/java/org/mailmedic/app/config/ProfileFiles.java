package org.mailmedic.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mailmedic.app.cli.Nearest;
import org.mailmedic.app.cli.WrongCall;
import org.mailmedic.knowledge.providers.ProfileProblem;
import org.mailmedic.knowledge.providers.ProfileReader;
import org.mailmedic.knowledge.providers.ProviderProfile;

/// Profiles of mail services of one's own (docs/profiles.md).
public final class ProfileFiles {
  private ProfileFiles() {}

  /// Reads them. Whatever is wrong is a [WrongCall] that names the file and the key.
  public static List<ProviderProfile> read(List<Path> files) throws WrongCall {
    List<ProviderProfile> profiles = new ArrayList<>();
    for (Path file : files) {
      try {
        profiles.add(ProfileReader.read(ConfigReader.yaml(file)));
      } catch (ProfileProblem e) {
        throw wrong(file, e);
      }
    }
    return profiles;
  }

  private static WrongCall wrong(Path file, ProfileProblem problem) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("file", file.toString());
    facts.put("key", problem.key());
    if (problem.known().isEmpty()) {
      return new WrongCall("profile-value", facts);
    }
    String nearest = Nearest.to(problem.key(), problem.known());
    if (nearest != null) {
      facts.put("nearest", nearest);
    }
    return new WrongCall("profile-key", facts);
  }
}
