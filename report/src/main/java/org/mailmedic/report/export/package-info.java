/// Mail settings as files that mail programs read: Apple's configuration profile, the
/// `config-v1.1.xml` of autoconfig and the answer of Autodiscover. None of them ever holds a
/// password. Entry point: [SettingsExport].
@NullMarked
package org.mailmedic.report.export;

import org.jspecify.annotations.NullMarked;
