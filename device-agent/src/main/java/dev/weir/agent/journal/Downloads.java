package dev.weir.agent.journal;

import dev.weir.protocol.message.FailureClass;
import java.util.Optional;

/** What becomes of a partial payload. */
public final class Downloads {
  private Downloads() {}

  /**
   * Whether another action may go on with what this one downloaded: it ran out of time, or gave way
   * to another goal, which may be about the same payload.
   */
  public static boolean mayGoOn(Action over, AgentRecord record) {
    return switch (over.step()) {
      case FAILED -> over.failure().equals(Optional.of(FailureClass.DOWNLOAD_FAILED));
      case DROPPED -> record.desired().flatMap(d -> d.goal()).isPresent();
      case COMMITTED, REVERTED -> false;
      case OFFERED, DOWNLOADING, DOWNLOADED, INSTALLING -> true;
      case INSTALLED, TRIAL, KEEPING, RETURNING -> true;
    };
  }
}
