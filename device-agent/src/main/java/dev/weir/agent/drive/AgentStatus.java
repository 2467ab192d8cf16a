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
 * @param connections that were opened since the process was started
 * @param packs in the spool
 * @param spoolBytes that they take
 * @param dropped readings, since the spool was made
 * @param paused what does not go on now, and why
 */
public record AgentStatus(
    Optional<UpdatePhase> phase,
    Optional<Version> running,
    int outbox,
    long offset,
    long received,
    boolean connected,
    long connections,
    long packs,
    long spoolBytes,
    long dropped,
    Optional<String> paused) {
  static final AgentStatus STARTING =
      new AgentStatus(
          Optional.empty(), Optional.empty(), 0, 0, 0, false, 0, 0, 0, 0, Optional.empty());
}
