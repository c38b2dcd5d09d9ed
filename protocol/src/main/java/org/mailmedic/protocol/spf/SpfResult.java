package org.mailmedic.protocol.spf;

/// Results of an evaluation (RFC 7208 section 2.6).
public enum SpfResult {
  /// The domain has no SPF record.
  NONE("none"),
  /// The domain says nothing of this address.
  NEUTRAL("neutral"),
  /// The address may send.
  PASS("pass"),
  /// It may not.
  FAIL("fail"),
  /// It probably may not.
  SOFTFAIL("softfail"),
  /// A look-up failed for now.
  TEMPERROR("temperror"),
  /// The record can't be evaluated.
  PERMERROR("permerror");

  private final String id;

  SpfResult(String id) {
    this.id = id;
  }

  /// The word of the RFC.
  public String id() {
    return id;
  }
}
