package dev.weir.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.message.Entries;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox(List.of(), 3, 4);

  private static Entry entry(long sequence, EntryKind kind, int size) {
    return new Entry(sequence, kind, Bytes.wrap(new byte[size]));
  }

  private void add(long sequence, EntryKind kind) {
    List<Long> giving = kind == EntryKind.HEARTBEAT ? outbox.givingWay() : List.of();
    outbox.committed(List.of(entry(sequence, kind, 10)), 0, giving);
  }

  @Test
  void heartbeatsGiveWayOldestFirstAndReportsNever() {
    add(1, EntryKind.REPORT);
    for (long n = 2; n <= 9; n++) {
      add(n, EntryKind.HEARTBEAT);
    }
    add(10, EntryKind.REPORT);
    assertThat(outbox.entries()).extracting(Entry::sequence).containsExactly(1L, 7L, 8L, 9L, 10L);
  }

  @Test
  void onlyWhatIsAcknowledgedGoes() {
    for (long n = 1; n <= 3; n++) {
      add(n, EntryKind.REPORT);
    }
    outbox.committed(List.of(), 2, List.of());
    assertThat(outbox.entries()).extracting(Entry::sequence).containsExactly(3L);
  }

  @Test
  void itIsFullWithSoManyReports() {
    for (long n = 1; n <= 4; n++) {
      assertThat(outbox.isFull()).isFalse();
      add(n, EntryKind.REPORT);
    }
    assertThat(outbox.isFull()).isTrue();
  }

  @Test
  void aMessageHasAtMostSoManyEntriesFromTheOldestOn() {
    Outbox many = new Outbox(List.of(), 100, 100);
    for (long n = 1; n <= 40; n++) {
      many.committed(List.of(entry(n, EntryKind.REPORT, 10)), 0, List.of());
    }
    assertThat(many.batch()).hasSize(Limits.ENTRIES);
    assertThat(many.batch().get(0).sequence()).isEqualTo(1);
  }

  @Test
  void aMessageOfTheLargestEntriesKeepsItsLimit() throws Exception {
    Outbox large = new Outbox(List.of(), 100, 100);
    long first = Long.MAX_VALUE - 50;
    for (long n = 0; n < 40; n++) {
      Entry entry = entry(first + n, EntryKind.REPORT, Limits.ENTRY);
      large.committed(List.of(entry), 0, List.of());
    }
    Bytes message = Uplink.CODEC.encode(new Entries(Long.MIN_VALUE, large.batch()));
    assertThat(large.batch()).hasSizeGreaterThan(14);
    assertThat(message.size()).isLessThanOrEqualTo(Limits.DEVICE_MESSAGE);
    assertThat(((Entries) Uplink.CODEC.decode(message)).entries()).isEqualTo(large.batch());
  }
}
