package dev.weir.agent.drive;

import dev.weir.agent.boot.TrialFate;
import dev.weir.agent.journal.Action;
import dev.weir.agent.journal.Reconciliation;
import dev.weir.agent.journal.Recovery;
import dev.weir.agent.update.Step;
import dev.weir.agent.update.UpdateEvent;
import dev.weir.agent.update.UpdateMachine;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.FailureClass;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives actions through the update machine: hears, asks the machine, journals, and only then has
 * the step's work done.
 */
final class Updates implements WorkHeard {
  private static final Logger LOG = LoggerFactory.getLogger(Updates.class);

  private final AgentPorts ports;
  private final Ledger ledger;
  private final StepWork work;

  Updates(AgentPorts ports, Ledger ledger, StepWork work) {
    this.ports = ports;
    this.ledger = ledger;
    this.work = work;
  }

  /** Goes on where the journal ends. */
  void recover() {
    ledger.action().ifPresent(this::recover);
    reconcile();
  }

  private void recover(Action action) {
    TrialFate fate = ports.boot().fateOf(action.ticket());
    Optional<UpdateEvent> event = Recovery.after(action.step(), fate);
    LOG.info("goes on after {} {}", action.step(), event.map(Enum::name).orElse("with its work"));
    if (event.isEmpty()) {
      work.begin(action, this);
    } else if (event.get() == UpdateEvent.LOST) {
      lost(fate);
    } else {
      hear(event.get());
    }
  }

  private void lost(TrialFate fate) {
    FailureClass how =
        fate == TrialFate.GAVE_UP ? FailureClass.BOOT_LOOP : FailureClass.DEVICE_FAULT;
    String why =
        fate == TrialFate.GAVE_UP
            ? "the process was started too often in the trial; boot control went back"
            : "boot control lost the trial and runs the committed slot";
    hear(UpdateEvent.LOST, (action, step) -> action.failing(step, how, why));
  }

  /** A desired state came. Source: docs/protocol.md, 4.5. */
  void desired(DesiredState newer) {
    if (!newer.generation().isAfter(ledger.record().accepted())) {
      return;
    }
    if (ledger.outbox().isFull()) {
      LOG.warn("too many reports wait for the region; generation {} must", newer.generation());
      return;
    }
    ledger.accept(newer);
    reconcile();
  }

  private void reconcile() {
    Optional<DesiredState> desired = ledger.record().desired();
    if (desired.isPresent()) {
      reconcile(desired.get());
    }
  }

  private void reconcile(DesiredState desired) {
    switch (Reconciliation.of(ledger.action(), desired)) {
      case NOTHING -> {}
      case BEGIN -> begin(desired);
      case RENEW ->
          hear(
              UpdateEvent.RENEWED,
              (action, step) -> action.renewed(desired.generation(), desired.goal().orElseThrow()));
      case DROP -> hear(UpdateEvent.DROPPED);
    }
  }

  private void begin(DesiredState desired) {
    Action action =
        Action.offered(
            Math.max(ledger.record().actions(), ports.boot().record().ticket()) + 1,
            desired.generation(),
            desired.goal().orElseThrow(),
            ports.loop().now(),
            ports.boot().runs().version());
    LOG.info("accepts {} under {}", action.goal().release(), action.generation());
    ledger.begin(action);
    work.begin(action, this);
  }

  /** The action hears something that changes only its step. */
  void hear(UpdateEvent event) {
    hear(event, (action, step) -> step.isFinal() ? action.ending(step) : action.at(step));
  }

  /**
   * The manifest was accepted. What is kept of it names the payload that was chosen and no other,
   * wherever that stands.
   */
  void accepted(Manifest manifest, Payload payload) {
    Action action = ledger.action().orElseThrow();
    UpdateMachine.next(action.step(), UpdateEvent.ACCEPTED)
        .ifPresent(
            step ->
                enter(
                    action.choosing(manifest, payload).at(step),
                    Optional.of(manifest.only(payload))));
  }

  @Override
  public void failed(FailureClass failure, String detail) {
    UpdateEvent event =
        ledger.action().orElseThrow().step() == Step.TRIAL
            ? UpdateEvent.UNHEALTHY
            : UpdateEvent.FAULT;
    hear(event, (action, step) -> action.failing(step, failure, detail));
  }

  void hear(UpdateEvent event, BiFunction<Action, Step, Action> change) {
    Action action = ledger.action().orElseThrow();
    Optional<Step> next = UpdateMachine.next(action.step(), event);
    if (next.isEmpty()) {
      LOG.debug("{} means nothing in {}", event, action.step());
      return;
    }
    Action then = change.apply(action, next.get());
    if (next.get() == action.step()) {
      ledger.enter(then, true, Optional.empty());
      if (event == UpdateEvent.RENEWED) {
        work.renewed(then, this);
      }
    } else {
      enter(then, Optional.empty());
    }
  }

  private void enter(Action then, Optional<Manifest> accepted) {
    LOG.info(
        "{} {}{}{}",
        then.step(),
        then.goal().release(),
        then.failure().map(f -> " " + f).orElse(""),
        then.detail().isEmpty() ? "" : ": " + then.detail());
    work.end();
    if (then.step().isFinal()) {
      ledger.finish(then);
      work.begin(then, this);
      reconcile();
    } else {
      ledger.enter(then, then.step().isReported(), accepted);
      work.begin(then, this);
    }
  }
}
