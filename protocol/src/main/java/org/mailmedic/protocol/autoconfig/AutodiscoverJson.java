package org.mailmedic.protocol.autoconfig;

import java.util.Locale;
import java.util.Map;

/// Autodiscover's newer form, JSON (MS-OXDISCO; Exchange and Outlook's apps): one address on the
/// web for one protocol. Never throws.
public final class AutodiscoverJson {
  private AutodiscoverJson() {}

  /// Reads an answer.
  public static ReadSettings read(String json) {
    Map<?, ?> object = JsonText.object(json);
    if (object == null) {
      return ReadSettings.of(ReadSettings.State.FOREIGN);
    }
    String protocol = JsonText.text(object, "Protocol").toLowerCase(Locale.ROOT);
    String url = JsonText.text(object, "Url");
    if (!url.isEmpty()) {
      ServerFields found = new ServerFields();
      found.page(protocol.isEmpty() ? "autodiscover" : protocol, url);
      return found.settings(null, java.util.List.of());
    }
    return JsonText.text(object, "ErrorCode").isEmpty()
        ? ReadSettings.of(ReadSettings.State.FOREIGN)
        : ReadSettings.of(ReadSettings.State.NONE);
  }
}
