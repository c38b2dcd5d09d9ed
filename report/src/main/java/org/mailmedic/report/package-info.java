/// Mailmedic: report.
@NullMarked
package org.mailmedic.report;

import org.jspecify.annotations.NullMarked;
