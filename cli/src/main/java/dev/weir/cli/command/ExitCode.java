package dev.weir.cli.command;

import dev.weir.protocol.api.Problem;

/** How a command ended, for scripts. */
final class ExitCode {
  /** What was asked for is done. */
  static final int DONE = 0;

  /** Something failed: the network, a file, a refusal. */
  static final int ERROR = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** A condition is not met: as things stand, global will not do it. */
  static final int UNMET = 3;

  private static final int CONFLICT = 409;

  /** The status of a write that builds on what is not so any more. */
  static final int CHANGED_MEANWHILE = 412;

  private ExitCode() {}

  /**
   * Conflicts with how things stand (unmeetableGate, overlap, noTargets, exists, state, or a change
   * by somebody else in between) are told from everything else: trying again later, or otherwise,
   * may do.
   */
  static int of(Problem problem) {
    return problem.status() == CONFLICT || problem.status() == CHANGED_MEANWHILE ? UNMET : ERROR;
  }
}
