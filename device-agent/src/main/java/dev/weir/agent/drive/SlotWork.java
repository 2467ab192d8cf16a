package dev.weir.agent.drive;

import dev.weir.agent.boot.BootControl;
import dev.weir.agent.journal.Action;
import dev.weir.agent.slot.Slot;
import dev.weir.agent.slot.SlotContents;
import dev.weir.agent.update.UpdateEvent;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.message.FailureClass;
import java.io.UncheckedIOException;

/** The work of the steps that touch slots and boot control. */
final class SlotWork {
  private final AgentPorts ports;
  private final AgentSettings settings;
  private final Ledger ledger;
  private final Measures measures;
  private final BootControl boot;

  SlotWork(AgentPorts ports, AgentSettings settings, Ledger ledger, Measures measures) {
    this.ports = ports;
    this.settings = settings;
    this.ledger = ledger;
    this.measures = measures;
    this.boot = ports.boot();
  }

  void install(Action action, Turn turn, Updates updates) {
    Manifest manifest = ledger.manifest();
    new Installation(
            ports,
            measures,
            turn,
            manifest,
            DownloadWork.chosen(action, manifest),
            settings,
            new Installed(updates))
        .start();
  }

  /** Switches to what this process has measured itself: after a restart it measures again. */
  void switchOver(Action action, Turn turn, Updates updates) {
    Slot target = boot.running().other();
    if (measures.knows(target)) {
      switchMeasured(action, target, updates);
    } else {
      measures.measure(
          target,
          new Slices(
              ports.loop(),
              turn,
              e -> updates.failed(FailureClass.DEVICE_FAULT, String.valueOf(e.getMessage()))),
          () -> switchMeasured(action, target, updates));
    }
  }

  private void switchMeasured(Action action, Slot target, Updates updates) {
    Manifest manifest = ledger.manifest();
    Digest found = measures.of(target);
    if (!found.equals(manifest.image())) {
      updates.failed(
          FailureClass.DIGEST_MISMATCH, "the image changed before the switch to " + found);
      return;
    }
    SlotContents contents = SlotContents.of(manifest, action.goal().manifest());
    boot.tryOther(contents, settings.trial().starts(), action.ticket());
    updates.hear(UpdateEvent.SWITCHED);
  }

  void tryImage(Turn turn, Updates updates) {
    new HealthTrial(ports, measures, turn, ledger.manifest(), settings.trial(), new Tried(updates))
        .start();
  }

  void keep(Updates updates) {
    boot.keep();
    updates.hear(UpdateEvent.KEPT);
  }

  /** Back first; the measuring is for the report. */
  void goBack(Turn turn, Updates updates) {
    boot.goBack();
    if (measures.knows(boot.running())) {
      updates.hear(UpdateEvent.BACK);
      return;
    }
    Slices slices =
        new Slices(
            ports.loop(),
            turn,
            e -> {
              throw new UncheckedIOException(e);
            });
    measures.measure(boot.running(), slices, () -> updates.hear(UpdateEvent.BACK));
  }

  private record Installed(Updates updates) implements Installation.Heard {
    @Override
    public void ready() {
      updates.hear(UpdateEvent.READY);
    }

    @Override
    public void failed(FailureClass failure, String detail) {
      updates.failed(failure, detail);
    }
  }

  private record Tried(Updates updates) implements HealthTrial.Heard {
    @Override
    public void healthy() {
      updates.hear(UpdateEvent.HEALTHY);
    }

    @Override
    public void failed(FailureClass failure, String detail) {
      updates.failed(failure, detail);
    }
  }
}
