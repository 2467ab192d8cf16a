package dev.weir.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.telemetry.Metric;
import dev.weir.protocol.telemetry.Priority;
import dev.weir.protocol.telemetry.Reading;
import dev.weir.protocol.telemetry.SenMl;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPacksTest {
  private static final Instant AT = Instant.parse("2026-03-01T00:00:00.123Z");

  private final OpenPacks packs = new OpenPacks();

  @Test
  void eachPriorityHasAPackOfItsOwn() throws Malformed {
    packs.add(Priority.NORMAL, Metric.CPU_LOAD.reading(0.5, AT));
    packs.add(Priority.LOW, Metric.NETWORK_SENT.reading(7, AT));
    packs.add(Priority.NORMAL, Metric.CPU_LOAD.reading(0.25, AT.plusSeconds(10)));
    List<ClosedPack> closed = packs.close();
    assertThat(closed)
        .extracting(ClosedPack::priority)
        .containsExactly(Priority.LOW, Priority.NORMAL);
    assertThat(SenMl.decode(closed.get(1).body()))
        .extracting(Reading::value)
        .containsExactly(0.5, 0.25);
    assertThat(closed.get(1).readings()).isEqualTo(2);
  }

  @Test
  void whatIsClosedStaysUntilItIsSpooled() {
    packs.add(Priority.LOW, Metric.NETWORK_SENT.reading(7, AT));
    assertThat(packs.close()).hasSize(1);
    assertThat(packs.close()).hasSize(1);
    packs.spooled();
    assertThat(packs.close()).isEmpty();
  }

  /** The worst reading: the longest name and unit, numbers that have no short form. */
  @Test
  void noPackIsLargerThanAllowedAndNoReadingIsLost() throws Malformed {
    List<Reading> all = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      String name = "n".repeat(i % 2 == 0 ? Limits.SERIES : 1);
      String unit = "u".repeat(i % 3 == 0 ? Limits.UNIT : 0);
      all.add(new Reading(name, unit, Math.PI * i, AT.plusMillis(i * 7919L)));
      packs.add(Priority.NORMAL, all.get(i));
    }
    assertThat(packs.isFull()).isTrue();
    List<Reading> back = new ArrayList<>();
    for (ClosedPack pack : packs.close()) {
      assertThat(pack.body().size()).isLessThanOrEqualTo(Limits.ENTRY);
      back.addAll(SenMl.decode(pack.body()));
    }
    assertThat(back).isEqualTo(all);
  }

  @Test
  void aPackHasAtMost256Readings() {
    for (int i = 0; i <= 2 * Limits.READINGS; i++) {
      packs.add(Priority.LOW, new Reading("x", "", 1, AT));
    }
    assertThat(packs.close())
        .allMatch(pack -> pack.readings() <= Limits.READINGS)
        .allMatch(pack -> pack.body().size() <= Limits.ENTRY);
  }

  /** Small is what flash wears by: a minute of the usual series at six measurements. */
  @Test
  void aMinuteOfTheUsualSeriesFitsInAQuarterOfAPack() {
    for (int i = 0; i < 6; i++) {
      Instant at = AT.plusSeconds(10L * i);
      packs.add(Priority.NORMAL, Metric.CPU_LOAD.reading(0.123 + i, at));
      packs.add(Priority.NORMAL, Metric.MEMORY_USED.reading(4e9 + i, at));
      packs.add(Priority.NORMAL, Metric.DISK_USED.reading(7e10 + i, at));
      packs.add(Priority.NORMAL, Metric.TEMPERATURE.reading(48.312, at));
    }
    assertThat(packs.close().get(0).body().size()).isLessThan(Limits.ENTRY / 4);
  }
}
