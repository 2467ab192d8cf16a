package dev.weir.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.telemetry.Priority;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of a spool does. */
public abstract class SpoolStoreContract {
  private static final SpoolRecord RECORD = new SpoolRecord(-7, 40, 3, 2, 1, true);

  /** The store, as it is durable. */
  protected abstract SpoolStore reopen();

  private SpoolStore open() throws IOException {
    SpoolStore store = reopen();
    store.open();
    return store;
  }

  private static SpoolRow row(long sequence, Priority priority) {
    return new SpoolRow(sequence, priority, 5, Bytes.ofUtf8("body " + sequence));
  }

  private static SpoolChange adding(SpoolRow... rows) {
    return new SpoolChange(RECORD, List.of(rows), 0, List.of());
  }

  @Test
  void aNewStoreIsEmpty() throws IOException {
    SpoolStore store = reopen();
    assertThat(store.open()).isEmpty();
    assertThat(store.fill(Long.MAX_VALUE).packs()).isZero();
    assertThat(store.after(0, 15).rows()).isEmpty();
  }

  @Test
  void whatIsCommittedIsThereAfterwards() throws IOException {
    SpoolRow one = row(1, Priority.HIGH);
    SpoolRow two = row(9, Priority.LOW);
    open().commit(adding(one, two));
    SpoolStore again = reopen();
    assertThat(again.open()).contains(RECORD);
    assertThat(again.after(0, 15).rows()).containsExactly(one, two);
    assertThat(again.after(1, 15).rows()).containsExactly(two);
    assertThat(again.after(0, 1).rows()).containsExactly(one);
    assertThat(again.after(0, 15).damaged()).isEmpty();
    assertThat(again.oldest(Priority.LOW, 5)).containsExactly(two.head());
  }

  @Test
  void theOldestOfAPriorityComeInOrder() throws IOException {
    SpoolStore store = open();
    store.commit(
        adding(
            row(3, Priority.LOW),
            row(4, Priority.NORMAL),
            row(5, Priority.LOW),
            row(6, Priority.LOW)));
    assertThat(store.oldest(Priority.LOW, 2))
        .extracting(SpoolHead::sequence)
        .containsExactly(3L, 5L);
    assertThat(store.oldest(Priority.HIGH, 2)).isEmpty();
  }

  @Test
  void acknowledgedAndDeletedPacksAreGone() throws IOException {
    SpoolStore store = open();
    store.commit(
        adding(
            row(1, Priority.LOW),
            row(2, Priority.LOW),
            row(3, Priority.HIGH),
            row(4, Priority.LOW)));
    assertThat(store.fill(2).packs()).isEqualTo(2);
    store.commit(new SpoolChange(RECORD, List.of(row(5, Priority.LOW)), 1, List.of(4L)));
    assertThat(open().after(0, 15).rows())
        .extracting(SpoolRow::sequence)
        .containsExactly(2L, 3L, 5L);
  }

  @Test
  void theFillIsThatOfTheRows() throws IOException {
    SpoolStore store = open();
    Fill expected = new Fill();
    for (long i = 1; i < 10; i++) {
      SpoolRow row = row(i, List.of(Priority.values()).get((int) (i % 3)));
      store.commit(adding(row));
      expected.add(row.head());
    }
    assertThat(open().fill(Long.MAX_VALUE).bytes()).isEqualTo(expected.bytes());
    assertThat(open().fill(Long.MAX_VALUE).lowest()).contains(Priority.LOW);
  }
}
