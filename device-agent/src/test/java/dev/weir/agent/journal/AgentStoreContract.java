package dev.weir.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.agent.slot.SlotContents;
import dev.weir.agent.update.Step;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of an agent does. */
public abstract class AgentStoreContract {
  private static final Instant AT = Instant.parse("2026-03-01T08:00:00.123Z");
  private static final Digest DIGEST = Digest.of(new byte[] {1});

  /** The store; the same one, as it is durable, when it is asked for again. */
  protected abstract AgentStore open();

  private static AgentRecord record() {
    return AgentRecord.fresh(
        DeviceId.of("acme~pump-1"), -7, SlotContents.shipped(new Version("1.0"), DIGEST), 0);
  }

  private static Goal goal() {
    return new Goal(
        RolloutId.of("acme~r"), ReleaseId.of("acme~pump-2"), DIGEST, 1000, AT.plusSeconds(60));
  }

  private static Action action() {
    return Action.offered(1, new Generation(2, 3), goal(), AT, new Version("1.0"))
        .choosing(manifest(), manifest().payloads().get(0))
        .failing(Step.RETURNING, FailureClass.UNHEALTHY, "it said no");
  }

  private static Manifest manifest() {
    return new Manifest(
        ReleaseId.of("acme~pump-2"),
        new Version("2.0"),
        2,
        AT,
        new Compatibility(new Model("pump"), List.of("r1"), List.of()),
        ImageFormat.ELF,
        DIGEST,
        5000,
        List.of(
            new Payload(
                PayloadCodec.XZ,
                DIGEST,
                2000,
                Optional.empty(),
                100,
                1024,
                List.of(DIGEST, DIGEST))),
        new Health(List.of("--version"), "ok", Duration.ofSeconds(1), Duration.ofSeconds(2)));
  }

  private static Entry entry(long sequence, EntryKind kind) {
    return new Entry(sequence, kind, Bytes.ofUtf8("body " + sequence));
  }

  private static Commit adding(AgentRecord record, Entry... entries) {
    return new Commit(record, Optional.empty(), Optional.empty(), List.of(entries), 0, List.of());
  }

  @Test
  void aNewStoreIsEmpty() {
    assertThat(open().load()).isEmpty();
  }

  @Test
  void allThatIsCommittedIsThereAfterwards() {
    AgentRecord record =
        record()
            .wanting(new DesiredState(new Generation(2, 3), Optional.of(goal())))
            .beginning(4)
            .with(new Progress(1024, 3000, 1024))
            .reported(DIGEST);
    JournalEntry line = new JournalEntry(1, AT, action());
    Entry report = entry(1, EntryKind.REPORT);
    open()
        .commit(
            new Commit(
                record, Optional.of(line), Optional.of(manifest()), List.of(report), 0, List.of()));
    assertThat(open().load())
        .contains(new Kept(record, Optional.of(line), Optional.of(manifest()), List.of(report)));
  }

  @Test
  void whatACommitLeavesOutStays() {
    AgentStore store = open();
    JournalEntry line = new JournalEntry(1, AT, action());
    store.commit(
        new Commit(record(), Optional.of(line), Optional.of(manifest()), List.of(), 0, List.of()));
    store.commit(Commit.of(record().beginning(9)));
    Kept kept = open().load().orElseThrow();
    assertThat(kept.last()).contains(line);
    assertThat(kept.manifest()).contains(manifest());
    assertThat(kept.record().actions()).isEqualTo(9);
  }

  @Test
  void theLastEntryOfTheJournalIsTheNewest() {
    AgentStore store = open();
    for (int number = 1; number <= 12; number++) {
      store.commit(
          new Commit(
              record(),
              Optional.of(new JournalEntry(number, AT, action())),
              Optional.empty(),
              List.of(),
              0,
              List.of()));
    }
    assertThat(open().load().orElseThrow().last().orElseThrow().number()).isEqualTo(12);
  }

  @Test
  void theOutboxIsInOrderAndLosesOnlyWhatIsAcknowledgedOrDropped() {
    AgentStore store = open();
    store.commit(
        adding(
            record(),
            entry(1, EntryKind.REPORT),
            entry(2, EntryKind.HEARTBEAT),
            entry(3, EntryKind.REPORT),
            entry(4, EntryKind.HEARTBEAT),
            entry(11, EntryKind.REPORT)));
    store.commit(
        new Commit(
            record(),
            Optional.empty(),
            Optional.empty(),
            List.of(entry(12, EntryKind.HEARTBEAT)),
            1,
            List.of(2L, 4L)));
    assertThat(open().load().orElseThrow().outbox())
        .extracting(Entry::sequence)
        .containsExactly(3L, 11L, 12L);
  }
}
