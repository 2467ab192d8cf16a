package dev.weir.agent.drive;

import dev.weir.agent.boot.BootControl;
import dev.weir.agent.journal.Action;
import dev.weir.agent.journal.AgentRecord;
import dev.weir.agent.journal.Commit;
import dev.weir.agent.journal.JournalEntry;
import dev.weir.agent.journal.Kept;
import dev.weir.agent.journal.Rescued;
import dev.weir.agent.journal.Transfer;
import dev.weir.agent.slot.SlotContents;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.Heartbeat;
import dev.weir.protocol.message.Hello;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.wire.Bytes;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent, from ports only: it has no thread and no clock of its own. Each step is durable before
 * it is taken, so a kill at any instant leaves a store, a boot record and slots from which another
 * driver goes on.
 */
public final class AgentDriver {
  private static final Logger LOG = LoggerFactory.getLogger(AgentDriver.class);

  private final AgentSettings settings;
  private final AgentPorts ports;
  private final Loop loop;
  private final BootControl boot;
  private final Measures measures;
  private final Fetcher fetcher;
  private Optional<Running> running = Optional.empty();
  private boolean stopped;

  /** What there is once the store is open and the running slot is measured. */
  private record Running(Ledger ledger, StepWork work, Telemetry telemetry, Link link) {}

  public AgentDriver(AgentSettings settings, AgentPorts ports) {
    this.settings = settings;
    this.ports = ports;
    this.loop = ports.loop();
    this.boot = ports.boot();
    this.measures = new Measures(ports.slots());
    this.fetcher = new Fetcher(loop, ports.payloads());
  }

  /** Begins to work, on the loop. Once, from any thread. */
  public void start() {
    loop.execute(this::open);
  }

  private void open() {
    Optional<Kept> kept = ports.store().load();
    kept.map(Kept::record).ifPresent(this::checkOwner);
    endStrayTrial(kept.flatMap(Kept::last).map(JournalEntry::action));
    Slices slices =
        new Slices(
            loop,
            new Turn(),
            e -> {
              throw new UncheckedIOException("slot " + boot.running() + " can't be read", e);
            });
    measures.measure(boot.running(), slices, () -> run(kept));
  }

  private void checkOwner(AgentRecord record) {
    if (!record.device().equals(settings.device())) {
      throw new IllegalStateException(
          "the data folder is of device "
              + record.device()
              + ", this is "
              + settings.device()
              + "; give each device its own folder");
    }
  }

  /** A trial that no action answers for, because the store was lost, has nobody to end it. */
  private void endStrayTrial(Optional<Action> last) {
    long ticket = boot.record().ticket();
    boolean answered =
        last.filter(action -> action.ticket() == ticket && !action.step().isFinal()).isPresent();
    if (boot.record().trial().isPresent() && !answered) {
      LOG.warn("trial {} belongs to no action; goes back", ticket);
      boot.goBack();
    }
  }

  /**
   * A new store, with an inventory in its outbox, after what was rescued of a damaged one. Source:
   * docs/protocol.md, 4.9.
   */
  private Kept fresh(ReportWriter reports) {
    AgentRecord empty =
        AgentRecord.fresh(
            settings.device(), ports.chance().nextLong(), boot.runs(), boot.record().ticket());
    Optional<Rescued> rescued = ports.store().rescued();
    rescued.flatMap(Rescued::record).ifPresent(this::checkOwner);
    AgentRecord begun = rescued.map(empty::after).orElse(empty);
    String why =
        rescued
            .map(r -> "the store was damaged; " + r.reports().size() + " reports were rescued")
            .orElse("");
    LOG.info("a new store, stream {}{}", begun.stream(), why.isEmpty() ? "" : ": " + why);
    List<Entry> outbox = new ArrayList<>();
    for (Rescued.SignedReport report : rescued.map(Rescued::reports).orElse(List.of())) {
      outbox.add(new Entry(outbox.size() + 1L, EntryKind.REPORT, report.signed()));
    }
    Bytes inventory = reports.inventory(begun, loop.now(), why);
    AgentRecord record = begun.reported(inventory.digest());
    outbox.add(new Entry(record.lastSequence(), EntryKind.REPORT, inventory));
    ports
        .store()
        .commit(new Commit(record, Optional.empty(), Optional.empty(), outbox, 0, List.of()));
    return new Kept(record, Optional.empty(), Optional.empty(), outbox);
  }

  private void run(Optional<Kept> kept) {
    if (stopped) {
      return;
    }
    if (!measures.of(boot.running()).equals(boot.runs().image())) {
      LOG.warn("slot {} is not what was committed to it", boot.running());
    }
    ReportWriter reports =
        new ReportWriter(settings, ports.signer(), boot, measures, ports.payloads().path());
    Ledger ledger =
        new Ledger(
            loop, ports.store(), kept.orElseGet(() -> fresh(reports)), reports, settings.link());
    DownloadWork downloads = new DownloadWork(ports, settings, ledger, measures, fetcher);
    SlotWork slots = new SlotWork(ports, settings, ledger, measures);
    StepWork work = new StepWork(ports, ledger, downloads, slots);
    Updates updates = new Updates(ports, ledger, work);
    Telemetry telemetry = new Telemetry(ports, settings.telemetry(), ports.chance().nextLong());
    Relocation relocation = new Relocation(ports, settings.link().search());
    Link link =
        new Link(
            ports, settings.link(), ledger, updates, telemetry, relocation, () -> hello(ledger));
    running = Optional.of(new Running(ledger, work, telemetry, link));
    updates.recover();
    link.start();
    telemetry.start();
    long pause = settings.link().heartbeat().toMillis();
    beatAfter(ledger, Duration.ofMillis(ports.chance().nextLong(pause) + 1));
  }

  private void beatAfter(Ledger ledger, Duration pause) {
    loop.after(
        pause,
        () -> {
          if (!stopped) {
            beat(ledger);
            beatAfter(ledger, settings.link().heartbeat());
          }
        });
  }

  private void beat(Ledger ledger) {
    Optional<Transfer> transfer = underWay(ledger).flatMap(Action::transfer);
    ledger.beat(
        new Heartbeat(
            loop.now(),
            phase(ledger),
            transfer.isPresent() ? ledger.record().progress().offset() : 0,
            transfer.map(Transfer::payloadBytes).orElse(0L)));
  }

  private static Optional<Action> underWay(Ledger ledger) {
    return ledger.action().filter(action -> !action.step().isFinal());
  }

  private static Optional<UpdatePhase> phase(Ledger ledger) {
    return underWay(ledger).flatMap(action -> action.step().phase());
  }

  private Hello hello(Ledger ledger) {
    return new Hello(
        ledger.record().stream(),
        settings.agent(),
        settings.model(),
        settings.hardware(),
        DownloadWork.CODECS.stream().map(PayloadCodec::name).toList(),
        settings.memory(),
        boot.runs().version(),
        measures.of(boot.running()),
        boot.runs().counter(),
        ledger.record().accepted(),
        phase(ledger),
        ledger.record().lastSequence(),
        settings.transport(),
        boot.running().label(),
        boot.other().map(SlotContents::version));
  }

  /** Says goodbye and takes up nothing new. On the loop; a repeat does nothing. */
  public void stop(String reason) {
    if (!stopped) {
      stopped = true;
      running.ifPresent(
          now -> {
            now.work().end();
            now.telemetry().stop();
            now.link().stop(reason);
          });
      ports.payloads().close();
    }
  }

  /** How it is. On the loop. */
  public AgentStatus status() {
    return running.map(this::status).orElse(AgentStatus.STARTING);
  }

  private AgentStatus status(Running now) {
    return new AgentStatus(
        phase(now.ledger()),
        Optional.of(boot.runs().version()),
        now.ledger().outbox().size(),
        now.ledger().record().progress().offset(),
        fetcher.received(),
        now.link().status(),
        now.telemetry().spool().fill().packs(),
        now.telemetry().spool().fill().bytes(),
        now.telemetry().spool().record().dropped(),
        now.work().waits(),
        now.telemetry().paused());
  }
}
