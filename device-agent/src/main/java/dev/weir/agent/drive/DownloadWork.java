package dev.weir.agent.drive;

import dev.weir.agent.boot.InactiveSlot;
import dev.weir.agent.download.Pacing;
import dev.weir.agent.journal.Action;
import dev.weir.agent.journal.Transfer;
import dev.weir.agent.slot.SlotContents;
import dev.weir.agent.update.UpdateEvent;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.manifest.DeviceFacts;
import dev.weir.trust.manifest.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of the steps before the payload is there: manifest and download, within a limit. */
final class DownloadWork {
  private static final Logger LOG = LoggerFactory.getLogger(DownloadWork.class);

  /** All that the patcher decodes. */
  static final List<PayloadCodec> CODECS = List.of(PayloadCodec.values());

  /** The list of more payloads may take this part of the time for the download. */
  private static final int PART_FOR_LIST = 4;

  private final AgentPorts ports;
  private final AgentSettings settings;
  private final Ledger ledger;
  private final Measures measures;
  private final RangeFetch.Means means;
  private long limited;
  private Optional<String> waits = Optional.empty();

  DownloadWork(
      AgentPorts ports, AgentSettings settings, Ledger ledger, Measures measures, Fetcher fetcher) {
    this.ports = ports;
    this.settings = settings;
    this.ledger = ledger;
    this.measures = measures;
    DownloadSettings download = settings.download();
    this.means =
        new RangeFetch.Means(
            ports.loop(),
            fetcher,
            new Pacing(download.rate(), download.piece(), ports.loop().now()),
            settings.link().backoff(),
            ports.chance(),
            download.piece());
  }

  /** Fetches and judges the manifest; nothing else is touched before it is accepted. */
  void fetchManifest(Action action, Turn turn, Updates updates) {
    if (ports.boot().runs().isOf(action.goal())) {
      updates.hear(UpdateEvent.PRESENT);
      return;
    }
    limit(action, updates);
    Goal goal = action.goal();
    new SmallFetch(
            means,
            turn,
            new SmallFetch.What("the signed manifest", goal.manifest(), goal.manifestBytes()),
            settings.download().attempts(),
            signed -> fetchMore(goal, signed, turn, updates),
            updates)
        .start();
  }

  private void fetchMore(Goal goal, Bytes signed, Turn turn, Updates updates) {
    Optional<Digest> list = goal.more().filter(named -> goal.deltas());
    if (list.isEmpty()) {
      judge(goal, signed, Optional.empty(), updates);
      return;
    }
    new MoreFetch(means, turn, more -> judge(goal, signed, more, updates))
        .start(
            list.get(),
            goal.moreBytes(),
            settings.download().attempts(),
            settings.download().limit().dividedBy(PART_FOR_LIST));
  }

  private void judge(Goal goal, Bytes signed, Optional<Bytes> more, Updates updates) {
    Verdict verdict = ports.trusted().accept(signed, more, goal, facts(), ports.loop().now());
    if (verdict instanceof Verdict.Refused refused) {
      updates.failed(refused.failure(), refused.detail());
      return;
    }
    Verdict.Accepted accepted = (Verdict.Accepted) verdict;
    accepted.passedBy().ifPresent(why -> LOG.warn("the list of more payloads: {}", why));
    if (accepted.manifest().image().equals(ports.boot().runs().image())) {
      ports.boot().adopt(SlotContents.of(accepted.manifest(), goal.manifest()));
      updates.hear(UpdateEvent.PRESENT);
    } else {
      updates.accepted(accepted.manifest(), accepted.payload());
    }
  }

  private DeviceFacts facts() {
    SlotContents runs = ports.boot().runs();
    return new DeviceFacts(
        settings.model(),
        settings.hardware(),
        runs.version(),
        runs.counter(),
        measures.of(ports.boot().running()),
        CODECS,
        settings.memory(),
        settings.download().decodingPrice());
  }

  /** What the download waits for, where that is the disk. */
  Optional<String> waits() {
    return waits;
  }

  private void waits(Optional<String> why) {
    if (waits.isEmpty()) {
      why.ifPresent(LOG::warn);
    }
    waits = why;
  }

  /** Downloads the chosen payload, after a look at the room for what it becomes. */
  void download(Action action, Turn turn, Updates updates) {
    waits = Optional.empty();
    limit(action, updates);
    Manifest manifest = ledger.manifest();
    try {
      InactiveSlot slot = InactiveSlot.of(ports.slots(), ports.boot().record());
      long room = ports.slots().capacity(slot.slot());
      if (manifest.imageBytes() > room) {
        updates.failed(
            FailureClass.NO_ROOM,
            "the image has " + manifest.imageBytes() + " bytes, the slot holds " + room);
        return;
      }
    } catch (IOException e) {
      updates.failed(FailureClass.DEVICE_FAULT, "the slot can't be read: " + e.getMessage());
      return;
    }
    new PayloadDownload(
            means,
            turn,
            ports.downloads(),
            ledger,
            chosen(action, manifest),
            settings.download().attempts(),
            new Heard(updates))
        .start();
  }

  /** The payload that was chosen when the manifest was accepted: it is kept with that. */
  static Payload chosen(Action action, Manifest manifest) {
    Digest digest = action.transfer().map(Transfer::payload).orElseThrow();
    return manifest.payloads().stream()
        .filter(payload -> payload.digest().equals(digest))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the manifest has no payload " + digest));
  }

  private void limit(Action action, Updates updates) {
    if (limited == action.ticket()) {
      return;
    }
    limited = action.ticket();
    Duration limit = settings.download().limit();
    ports.loop().after(limit, () -> expired(action.ticket(), limit, updates));
  }

  private void expired(long ticket, Duration limit, Updates updates) {
    boolean downloads =
        ledger
            .action()
            .filter(now -> now.ticket() == ticket && now.step().isDownload())
            .isPresent();
    if (downloads) {
      updates.failed(
          waits.isPresent() ? FailureClass.NO_ROOM : FailureClass.DOWNLOAD_FAILED,
          "not downloaded within " + limit + waits.map(why -> ": " + why).orElse(""));
    }
  }

  private final class Heard implements PayloadDownload.Heard {
    private final Updates updates;

    Heard(Updates updates) {
      this.updates = updates;
    }

    @Override
    public void waits(Optional<String> why) {
      DownloadWork.this.waits(why);
    }

    @Override
    public void resumed() {
      updates.hear(UpdateEvent.RESUMED);
    }

    @Override
    public void complete() {
      updates.hear(UpdateEvent.COMPLETE);
    }

    @Override
    public void failed(FailureClass failure, String detail) {
      updates.failed(failure, detail);
    }
  }
}
