package dev.weir.agent.update;

import static dev.weir.agent.update.Step.COMMITTED;
import static dev.weir.agent.update.Step.DOWNLOADED;
import static dev.weir.agent.update.Step.DOWNLOADING;
import static dev.weir.agent.update.Step.FAILED;
import static dev.weir.agent.update.Step.INSTALLED;
import static dev.weir.agent.update.Step.INSTALLING;
import static dev.weir.agent.update.Step.KEEPING;
import static dev.weir.agent.update.Step.OFFERED;
import static dev.weir.agent.update.Step.RETURNING;
import static dev.weir.agent.update.Step.REVERTED;
import static dev.weir.agent.update.Step.TRIAL;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The update machine: which step follows when an action hears something. What does not stand here
 * is ignored. Source: docs/protocol.md, 4.5 to 4.8.
 *
 * <pre>
 * OFFERED     ACCEPTED  DOWNLOADING
 * OFFERED     PRESENT   COMMITTED
 * OFFERED     FAULT     FAILED
 * OFFERED     RENEWED   OFFERED
 * OFFERED     DROPPED   DROPPED
 * DOWNLOADING RESUMED   DOWNLOADING
 * DOWNLOADING COMPLETE  DOWNLOADED
 * DOWNLOADING FAULT     FAILED
 * DOWNLOADING RENEWED   DOWNLOADING
 * DOWNLOADING DROPPED   DROPPED
 * DOWNLOADED  LATE      DOWNLOADED
 * DOWNLOADED  DUE       INSTALLING
 * DOWNLOADED  FAULT     FAILED
 * DOWNLOADED  RENEWED   DOWNLOADED
 * DOWNLOADED  DROPPED   DROPPED
 * INSTALLING  READY     INSTALLED
 * INSTALLING  FAULT     FAILED
 * INSTALLING  RENEWED   INSTALLING
 * INSTALLED   SWITCHED  TRIAL
 * INSTALLED   KEPT      COMMITTED
 * INSTALLED   LOST      REVERTED
 * INSTALLED   FAULT     FAILED
 * INSTALLED   RENEWED   INSTALLED
 * TRIAL       HEALTHY   KEEPING
 * TRIAL       UNHEALTHY RETURNING
 * TRIAL       KEPT      COMMITTED
 * TRIAL       LOST      REVERTED
 * TRIAL       RENEWED   TRIAL
 * KEEPING     KEPT      COMMITTED
 * KEEPING     LOST      REVERTED
 * KEEPING     RENEWED   KEEPING
 * RETURNING   KEPT      COMMITTED
 * RETURNING   BACK      REVERTED
 * RETURNING   RENEWED   RETURNING
 * </pre>
 */
public final class UpdateMachine {
  private static final Map<Step, Map<UpdateEvent, Step>> TABLE = new EnumMap<>(Step.class);

  static {
    row(OFFERED, UpdateEvent.ACCEPTED, DOWNLOADING);
    row(OFFERED, UpdateEvent.PRESENT, COMMITTED);
    row(DOWNLOADING, UpdateEvent.RESUMED, DOWNLOADING);
    row(DOWNLOADING, UpdateEvent.COMPLETE, DOWNLOADED);
    row(DOWNLOADED, UpdateEvent.LATE, DOWNLOADED);
    row(DOWNLOADED, UpdateEvent.DUE, INSTALLING);
    row(INSTALLING, UpdateEvent.READY, INSTALLED);
    row(INSTALLING, UpdateEvent.FAULT, FAILED);
    row(INSTALLED, UpdateEvent.SWITCHED, TRIAL);
    row(INSTALLED, UpdateEvent.FAULT, FAILED);
    row(TRIAL, UpdateEvent.HEALTHY, KEEPING);
    row(TRIAL, UpdateEvent.UNHEALTHY, RETURNING);
    row(RETURNING, UpdateEvent.BACK, REVERTED);
    for (Step step : Step.values()) {
      if (step.isBeforeInstall()) {
        row(step, UpdateEvent.FAULT, FAILED);
        row(step, UpdateEvent.DROPPED, Step.DROPPED);
      }
      if (!step.isFinal()) {
        row(step, UpdateEvent.RENEWED, step);
      }
    }
    // Boot control keeps only what passed its trial, and goes back by itself: it has the last word.
    for (Step step : new Step[] {INSTALLED, TRIAL, KEEPING}) {
      row(step, UpdateEvent.KEPT, COMMITTED);
      row(step, UpdateEvent.LOST, REVERTED);
    }
    row(RETURNING, UpdateEvent.KEPT, COMMITTED);
  }

  private UpdateMachine() {}

  private static void row(Step from, UpdateEvent event, Step to) {
    TABLE.computeIfAbsent(from, s -> new EnumMap<>(UpdateEvent.class)).put(event, to);
  }

  /** The next step; empty where the event means nothing in this one. */
  public static Optional<Step> next(Step step, UpdateEvent event) {
    return Optional.ofNullable(TABLE.getOrDefault(step, Map.of()).get(event));
  }
}
