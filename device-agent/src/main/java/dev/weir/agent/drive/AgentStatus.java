package dev.weir.agent.drive;

import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.UpdatePhase;
import java.util.Optional;

/**
 * How an agent is, for its metrics and its health page.
 *
 * @param phase of the action under way
 * @param running the active slot's version
 * @param outbox entries that wait
 * @param offset verified bytes of the payload
 * @param received bytes of artifacts since the process was started
 * @param link with the region
 * @param packs in the spool
 * @param spoolBytes that they take
 * @param dropped readings, since the spool was made
 * @param waits what the update waits for
 * @param telemetryPaused why nothing is measured
 */
public record AgentStatus(
    Optional<UpdatePhase> phase,
    Optional<Version> running,
    int outbox,
    long offset,
    long received,
    LinkStatus link,
    long packs,
    long spoolBytes,
    long dropped,
    Optional<String> waits,
    Optional<String> telemetryPaused) {
  /** Whether something does not go on now. */
  public boolean isPaused() {
    return waits.isPresent() || telemetryPaused.isPresent();
  }

  static final AgentStatus STARTING =
      new AgentStatus(
          Optional.empty(),
          Optional.empty(),
          0,
          0,
          0,
          LinkStatus.CLOSED,
          0,
          0,
          0,
          Optional.empty(),
          Optional.empty());
}
