/// The texts in every language: which language, which text, and its arguments put in. The entry
/// point is [Catalogue]. Nothing here needs reflection, regular expressions or the JDK's
/// formatters, since every command starts through it.
@NullMarked
package org.mailmedic.report.catalogue;

import org.jspecify.annotations.NullMarked;
