package dev.weir.global.delta;

/** What happens to a job. */
enum JobEvent {
  /** A rollout starts that many targets of could take the delta. */
  WANTED,
  /** A worker takes it. */
  LEASE,
  /** Its holder still works. */
  RENEW,
  /** Payloads came, from whomever. */
  RESULT,
  /** Its holder gives up, or its lease is over; an attempt is left. */
  BROKEN,
  /** The same, and that was the last attempt. */
  SPENT,
  /** A payload of it is damaged on disk. */
  LOST
}
