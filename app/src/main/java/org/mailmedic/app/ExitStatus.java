package org.mailmedic.app;

/// The exit statuses of the contract.
public final class ExitStatus {
  private ExitStatus() {}

  /// Did what was asked; nothing wrong, advice aside.
  public static final int FINE = 0;

  /// A fault of the program itself (`EX_SOFTWARE` of sysexits.h).
  public static final int FAULT_OF_OURS = 70;

  /// `diagnose`: something is at-risk or broken. Others: some of many items failed.
  public static final int FAULT = 1;

  /// The call is wrong.
  public static final int WRONG_CALL = 2;

  /// No fault of the mail found, and checks that matter could not finish.
  public static final int INCONCLUSIVE = 3;
}
