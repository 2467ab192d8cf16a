package dev.weir.agent.journal;

import java.util.Optional;

/**
 * The agent's store: record, journal, manifest and outbox in one, so that a step and the report
 * that it causes can't be parted. For one thread. Trouble of the disk is an unchecked exception:
 * the process ends and recovers from what is durable.
 */
public interface AgentStore {
  /** What the store holds; empty where nothing was ever committed, and after a salvage. */
  Optional<Kept> load();

  /** What is left of a store that was found damaged; as a rule empty, and so from a commit on. */
  Optional<Rescued> rescued();

  /** Takes the change as a whole; when this returns, it survives a loss of power. */
  void commit(Commit change);
}
