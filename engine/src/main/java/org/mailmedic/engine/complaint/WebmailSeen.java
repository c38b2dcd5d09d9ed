package org.mailmedic.engine.complaint;

/// What the person saw of the webmail (`--webmail`): evidence that is weaker than what was
/// observed.
public enum WebmailSeen {
  /// Signing in there works: account, password and service are right, and what is wrong is the mail
  /// program's settings or the way to the servers.
  WORKS,
  /// It does not: the service or the sign-in.
  FAILS
}
