package dev.weir.protocol.message;

/** Where a target of a rollout is counted; each stands in exactly one of these. */
public enum TargetState {
  /** No desired state was sent yet. */
  WAITING,
  /** Sent, and no proof that it was accepted. Never a failure. */
  UNREACHED,
  /** Accepted, and not yet installing. */
  WORKING,
  /** Installing up to trial: may still change what it runs. */
  SWITCHING,
  COMMITTED,
  /** Silent before installing. */
  SILENT,
  /** Reverted, failed, or silent from installing on; by class. */
  FAILED,
  /** Runs the release since before the rollout. */
  ALREADY
}
