package dev.weir.agent.drive;

import dev.weir.agent.journal.Action;
import dev.weir.agent.journal.Downloads;
import dev.weir.agent.update.Step;
import dev.weir.agent.update.UpdateEvent;
import dev.weir.agent.update.Work;
import dev.weir.protocol.channel.Loop;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each step sets going, after it is durable. One piece of work at a time. */
final class StepWork {
  private static final Logger LOG = LoggerFactory.getLogger(StepWork.class);

  private final Loop loop;
  private final AgentPorts ports;
  private final Ledger ledger;
  private final DownloadWork downloads;
  private final SlotWork slots;
  private Turn turn = new Turn();
  private Optional<Step> step = Optional.empty();

  StepWork(AgentPorts ports, Ledger ledger, DownloadWork downloads, SlotWork slots) {
    this.loop = ports.loop();
    this.ports = ports;
    this.ledger = ledger;
    this.downloads = downloads;
    this.slots = slots;
  }

  /** Ends what is under way; what it asked for comes back to nobody. */
  void end() {
    turn.end();
  }

  /** What the step waits for, where that is the disk. */
  Optional<String> waits() {
    return step.filter(s -> s.work() == Work.DOWNLOAD).flatMap(s -> downloads.waits());
  }

  /** Does a step's work. */
  void begin(Action action, Updates updates) {
    turn.end();
    turn = new Turn();
    step = Optional.of(action.step());
    switch (action.step().work()) {
      case FETCH_MANIFEST -> downloads.fetchManifest(action, turn, updates);
      case DOWNLOAD -> downloads.download(action, turn, updates);
      case AWAIT_START -> awaitStart(action, updates);
      case INSTALL -> slots.install(action, turn, updates);
      case SWITCH -> slots.switchOver(action, turn, updates);
      case TRY -> slots.tryImage(turn, updates);
      case KEEP -> slots.keep(updates);
      case GO_BACK -> slots.goBack(turn, updates);
      case NONE -> tidy(action);
    }
  }

  /** The action goes on under a newer generation: only the end of the time to begin matters. */
  void renewed(Action action, Updates updates) {
    switch (action.step().work()) {
      case AWAIT_START -> awaitStart(action, updates);
      case FETCH_MANIFEST, DOWNLOAD, INSTALL, SWITCH, TRY, KEEP, GO_BACK, NONE -> {}
    }
  }

  /** Source: docs/protocol.md, 4.7. */
  private void awaitStart(Action action, Updates updates) {
    Instant end = action.goal().startBefore();
    if (!loop.now().isAfter(end)) {
      updates.hear(UpdateEvent.DUE);
    } else if (!action.late()) {
      updates.hear(UpdateEvent.LATE, (late, step) -> late.overdue());
    }
  }

  /** A payload is kept only for whoever may go on with it. */
  private void tidy(Action action) {
    if (!Downloads.mayGoOn(action, ledger.record())) {
      try {
        ports.downloads().clear();
      } catch (IOException e) {
        LOG.warn("the download area can't be cleared: {}", e.getMessage());
      }
    }
  }
}
