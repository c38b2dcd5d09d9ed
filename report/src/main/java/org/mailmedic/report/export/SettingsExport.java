package org.mailmedic.report.export;

import org.mailmedic.engine.settings.MailSettings;
import org.mailmedic.report.catalogue.Catalogue;

/// Makes the files.
public enum SettingsExport {
  /// Apple's configuration profile, for iPhone, iPad and Mac.
  MOBILECONFIG("mobileconfig"),
  /// `config-v1.1.xml` (draft-ietf-mailmaint-autoconfig), as Thunderbird and others read it.
  AUTOCONFIG("autoconfig"),
  /// The answer of Autodiscover with XML (MS-OXDSCLI), as Outlook reads it.
  AUTODISCOVER("autodiscover");

  private final String id;

  SettingsExport(String id) {
    this.id = id;
  }

  /// The word for `--export`.
  public String id() {
    return id;
  }

  /// The file with this word.
  ///
  /// @throws IllegalArgumentException where there is none
  public static SettingsExport of(String id) {
    for (SettingsExport each : values()) {
      if (each.id.equals(id)) {
        return each;
      }
    }
    throw new IllegalArgumentException(id);
  }

  /// Whether enough is known for this file: servers for reading and sending whose whole name is
  /// known, or one for ActiveSync where the file can name it.
  public boolean possible(MailSettings settings) {
    boolean mail =
        settings.incoming().filter(MailSettings.Server::complete).isPresent()
            && settings.outgoing().filter(MailSettings.Server::complete).isPresent();
    return mail || (this == MOBILECONFIG && MobileConfig.activeSync(settings) != null);
  }

  /// The file, as text.
  ///
  /// @param language tag of the language of the names in it
  /// @throws IllegalArgumentException where it is not [possible][#possible]
  public String text(MailSettings settings, String language) {
    if (!possible(settings)) {
      throw new IllegalArgumentException(id);
    }
    return switch (this) {
      case MOBILECONFIG -> new MobileConfig(settings, Catalogue.of(language, "settings")).text();
      case AUTOCONFIG -> AutoconfigFile.text(settings);
      case AUTODISCOVER -> AutodiscoverAnswer.text(settings);
    };
  }
}
