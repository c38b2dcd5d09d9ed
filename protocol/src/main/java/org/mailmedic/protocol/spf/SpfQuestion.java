package org.mailmedic.protocol.spf;

/// A question to the DNS.
///
/// @param name without the trailing dot, as written; perhaps no name that can be asked for
public record SpfQuestion(String name, Type type) {

  /// Record types that SPF asks for.
  public enum Type {
    TXT,
    A,
    AAAA,
    MX,
    PTR
  }

  @Override
  public String toString() {
    return name + " " + type;
  }
}
