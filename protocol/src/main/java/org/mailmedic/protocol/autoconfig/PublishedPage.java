package org.mailmedic.protocol.autoconfig;

/// An address on the web that published settings name for a protocol over HTTP.
///
/// @param protocol the word of the settings for it, lower case: `jmap`, `ews`, `activesync`,
///   `caldav`, …
/// @param url as published
public record PublishedPage(String protocol, String url) {}
