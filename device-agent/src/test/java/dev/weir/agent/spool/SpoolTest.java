package dev.weir.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.telemetry.Priority;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a spool keeps, drops and counts. */
class SpoolTest {
  /** Each pack is charged with 100 bytes. */
  private static final Bytes BODY = Bytes.wrap(new byte[100 - SpoolHead.OVERHEAD]);

  private final MemorySpoolStore store = new MemorySpoolStore();
  private Spool spool = spool(500);

  private Spool spool(long limit) {
    return new Spool(store, limit);
  }

  private static ClosedPack pack(Priority priority, int readings) {
    return new ClosedPack(priority, readings, BODY);
  }

  private void add(Priority... priorities) throws IOException {
    for (Priority priority : priorities) {
      spool.add(List.of(pack(priority, 3)));
    }
  }

  private List<Long> kept() {
    return List.copyOf(store.packs.keySet());
  }

  @Test
  void theLowestPriorityIsDroppedFirstAndOfItTheOldest() throws IOException {
    spool.open(7);
    add(Priority.HIGH, Priority.LOW, Priority.NORMAL, Priority.LOW, Priority.NORMAL);
    assertThat(kept()).containsExactly(1L, 2L, 3L, 4L, 5L);
    add(Priority.NORMAL);
    assertThat(kept()).containsExactly(1L, 3L, 4L, 5L, 6L);
    add(Priority.HIGH);
    assertThat(kept()).containsExactly(1L, 3L, 5L, 6L, 7L);
    add(Priority.HIGH);
    assertThat(kept()).containsExactly(1L, 5L, 6L, 7L, 8L);
    add(Priority.HIGH, Priority.HIGH, Priority.HIGH);
    assertThat(kept()).containsExactly(7L, 8L, 9L, 10L, 11L);
    assertThat(spool.record().dropped()).isEqualTo(6 * 3);
    assertThat(spool.fill().bytes()).isEqualTo(500);
    assertThat(spool.fill().packs()).isEqualTo(5);
  }

  @Test
  void aNewPackOfTheLowestPriorityGivesWayItself() throws IOException {
    spool.open(7);
    add(Priority.HIGH, Priority.HIGH, Priority.HIGH, Priority.NORMAL, Priority.NORMAL);
    add(Priority.LOW);
    assertThat(kept()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(spool.record().dropped()).isEqualTo(3);
    assertThat(spool.record().lastSequence()).isEqualTo(6);
    add(Priority.NORMAL);
    assertThat(kept()).containsExactly(1L, 2L, 3L, 5L, 7L);
  }

  @Test
  void packsOfOneCommitAreNumberedInOrderAndMayDropOneAnother() throws IOException {
    spool.open(7);
    spool.add(
        List.of(
            pack(Priority.LOW, 1),
            pack(Priority.LOW, 2),
            pack(Priority.NORMAL, 4),
            pack(Priority.NORMAL, 8),
            pack(Priority.HIGH, 16),
            pack(Priority.HIGH, 32)));
    assertThat(kept()).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(spool.record().dropped()).isEqualTo(1);
    assertThat(store.commits).isEqualTo(2);
  }

  @Test
  void whateverComesTheLimitHoldsAndNothingIsLostUncounted() throws IOException {
    SplittableRandom chance = new SplittableRandom(3);
    spool = spool(20_000);
    spool.open(7);
    long readings = 0;
    long acknowledged = 0;
    for (int round = 0; round < 2000; round++) {
      List<ClosedPack> packs = new ArrayList<>();
      for (int i = chance.nextInt(4); i >= 0; i--) {
        Priority priority = List.of(Priority.values()).get(chance.nextInt(3));
        int count = chance.nextInt(1, 257);
        readings += count;
        packs.add(new ClosedPack(priority, count, Bytes.wrap(new byte[chance.nextInt(1, 4096)])));
      }
      spool.add(packs);
      assertThat(spool.fill().bytes()).isLessThanOrEqualTo(20_000).isPositive();
      if (chance.nextInt(50) == 0) {
        long cursor = store.packs.firstKey() + chance.nextInt(5);
        acknowledged +=
            store.packs.headMap(cursor, true).values().stream().mapToLong(SpoolRow::readings).sum();
        spool.acknowledge(cursor);
      }
    }
    long waiting = store.packs.values().stream().mapToLong(SpoolRow::readings).sum();
    assertThat(waiting + acknowledged + spool.record().dropped()).isEqualTo(readings);
    assertThat(spool.fill().bytes()).isEqualTo(store.fill(Long.MAX_VALUE).bytes());
  }

  @Test
  void startsAndCrashesAreCountedOnceEach() throws IOException {
    spool.open(7);
    spool.stop();
    spool = spool(500);
    spool.open(8);
    assertThat(spool.record().boots()).isEqualTo(2);
    assertThat(spool.record().crashes()).isZero();
    assertThat(spool.record().stream()).isEqualTo(7);
    spool = spool(500);
    spool.open(9);
    spool.open(9);
    assertThat(spool.record().boots()).isEqualTo(3);
    assertThat(spool.record().crashes()).isEqualTo(1);
  }

  @Test
  void aDamagedPackIsSkippedDroppedAndCounted() throws IOException {
    spool.open(7);
    add(Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.LOW);
    store.damaged.add(2L);
    assertThat(spool.after(0, 3)).extracting(SpoolRow::sequence).containsExactly(1L, 3L, 4L);
    assertThat(kept()).containsExactly(1L, 3L, 4L);
    assertThat(spool.record().dropped()).isEqualTo(3);
    assertThat(spool.fill().bytes()).isEqualTo(300);
  }

  @Test
  void acknowledgedPacksAreDeletedAndACursorOfAnotherSpoolIsNotMine() throws IOException {
    assertThat(spool.isMine(7, 0)).isFalse();
    spool.open(7);
    add(Priority.LOW, Priority.NORMAL, Priority.HIGH);
    assertThat(spool.isMine(7, 3)).isTrue();
    assertThat(spool.isMine(7, 4)).isFalse();
    assertThat(spool.isMine(8, 1)).isFalse();
    assertThat(spool.acknowledge(2)).isTrue();
    int commits = store.commits;
    assertThat(spool.acknowledge(2)).isFalse();
    assertThat(store.commits).isEqualTo(commits);
    assertThat(kept()).containsExactly(3L);
  }

  @Test
  void afterAFullDiskItIsAsItWasAndGoesOn() throws IOException {
    spool.open(7);
    add(Priority.NORMAL);
    store.full = true;
    assertThatThrownBy(() -> add(Priority.LOW)).isInstanceOf(IOException.class);
    assertThat(spool.isOpen()).isFalse();
    assertThatThrownBy(() -> spool.open(9)).isInstanceOf(IOException.class);
    store.full = false;
    spool.open(9);
    add(Priority.LOW);
    assertThat(kept()).containsExactly(1L, 2L);
    assertThat(spool.record().boots()).isEqualTo(1);
    assertThat(spool.record().stream()).isEqualTo(7);
  }

  @Test
  void afterASalvageNumbersBeginWhereNobodyHasBeen() throws IOException {
    SpoolRecord record = new SpoolRecord(7, 10, 5, 2, 1, true);
    assertThat(record.salvaged(40, 3))
        .isEqualTo(new SpoolRecord(7, 40 + SpoolRecord.GAP, 8, 2, 1, true));
    spool.open(7);
    add(Priority.LOW);
    store.record = store.record.map(r -> r.salvaged(1, 0));
    store.full = true;
    assertThatThrownBy(() -> add(Priority.LOW)).isInstanceOf(IOException.class);
    store.full = false;
    spool.open(7);
    add(Priority.LOW);
    assertThat(kept()).containsExactly(1L, SpoolRecord.GAP + 2);
  }
}
