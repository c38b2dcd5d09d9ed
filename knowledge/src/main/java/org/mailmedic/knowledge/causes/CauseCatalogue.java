package org.mailmedic.knowledge.causes;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every cause that Mailmedic can name, in the order of `causes.yaml`. Immutable.
public final class CauseCatalogue {
  private static final class Holder {
    static final CauseCatalogue BUILT_IN = load();
  }

  private final Map<String, CauseType> byId;

  private CauseCatalogue(Map<String, CauseType> byId) {
    this.byId = byId;
  }

  /// The catalogue that comes with the program.
  public static CauseCatalogue builtIn() {
    return Holder.BUILT_IN;
  }

  /// The cause with this id.
  public Optional<CauseType> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// The cause with this id, for callers that took it from the catalogue.
  ///
  /// @throws IllegalArgumentException if there is none
  public CauseType get(String id) {
    CauseType type = byId.get(id);
    if (type == null) {
      throw new IllegalArgumentException("no cause is called " + id);
    }
    return type;
  }

  /// All causes, in order.
  public Collection<CauseType> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  private static CauseCatalogue load() {
    try (InputStream raw =
            CauseCatalogue.class.getResourceAsStream("/org/mailmedic/knowledge/causes.bin");
        DataInputStream in =
            new DataInputStream(
                new BufferedInputStream(java.util.Objects.requireNonNull(raw, "causes.bin")))) {
      int count = in.readShort();
      Map<String, CauseType> byId = new LinkedHashMap<>(count * 2);
      for (int order = 0; order < count; order++) {
        CauseType type = read(in, order);
        byId.put(type.id(), type);
      }
      return new CauseCatalogue(byId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CauseType read(DataInputStream in, int order) throws IOException {
    String id = in.readUTF();
    Set<Symptom> affects = EnumSet.noneOf(Symptom.class);
    for (int n = in.readByte(); n > 0; n--) {
      affects.add(Symptom.values()[in.readByte()]);
    }
    Role role = Role.values()[in.readByte()];
    Level level = Level.values()[in.readByte()];
    String guide = in.readUTF();
    int outlook = in.readByte();
    return new CauseType(
        id, affects, role, level, guide, outlook < 0 ? null : Outlook.values()[outlook], order);
  }

  /// The ids in order, for messages.
  public Collection<String> ids() {
    return new ArrayList<>(byId.keySet());
  }
}
