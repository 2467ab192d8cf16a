package dev.weir.region.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.wire.Bytes;
import dev.weir.region.Fixtures;
import dev.weir.region.ScriptedDevice;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.device.Devices;
import dev.weir.region.device.Fallback;
import dev.weir.region.device.FullImages;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of a region does. */
public abstract class RegionStoreContract {
  /** Opens the store; the same one again after it was closed. */
  protected abstract RegionStore open();

  private static DeviceRecord device(int number) {
    return DeviceRecord.of(new ScriptedDevice(number).owned());
  }

  private static Batch batch(Meta meta, DeviceRecord... devices) {
    return new Batch(List.of(devices), List.of(), List.of(), List.of(), List.of(), meta);
  }

  private static RelayedReport report(long sequence) {
    return new RelayedReport(
        sequence, Fixtures.device(1), 1, Bytes.wrap(new byte[] {(byte) sequence}));
  }

  @Test
  void aNewStoreHoldsNothing() {
    try (RegionStore store = open()) {
      assertThat(store.load()).isEqualTo(Loaded.NOTHING);
      assertThat(store.relayed(0, 10)).isEmpty();
    }
  }

  @Test
  void whatWasCommittedIsThereAfterItWasOpenedAgain() {
    ScriptedDevice busy = new ScriptedDevice(1);
    DeviceRecord record =
        Devices.hello(
                DeviceRecord.of(busy.owned()), busy.hello(), r -> Optional.empty(), Fixtures.START)
            .orElseThrow();
    record = Devices.dispatched(record, Fixtures.order().build(), false, Fixtures.START);
    Meta meta = new Meta(7, 3, 2, 1, 0, Optional.of(Fixtures.START));
    record = Devices.fellBack(record, Fixtures.ROLLOUT, Fallback.NO_ROOM);
    DirectiveRow row =
        new DirectiveRow(
            Fixtures.order().more(Fixtures.OLD_IMAGE).fallback(20_000).build(),
            Optional.of("2 of 3 failed"),
            true,
            List.of(),
            FullImages.NONE.each(Fixtures.FULL).given());
    try (RegionStore store = open()) {
      store.commit(
          new Batch(List.of(record), List.of(), List.of(row), List.of(), List.of(report(1)), meta));
    }
    try (RegionStore store = open()) {
      Loaded loaded = store.load();
      assertThat(loaded.meta()).isEqualTo(meta);
      assertThat(loaded.devices()).containsExactly(record);
      assertThat(loaded.directives()).containsExactly(row);
      assertThat(loaded.isRestored()).isFalse();
      assertThat(store.relayed(0, 10)).containsExactly(report(1));
    }
    assertThat(record.lastAction().orElseThrow().phase()).isEqualTo(Optional.<UpdatePhase>empty());
  }

  @Test
  void aLaterRowReplacesAnEarlierOne() {
    DeviceRecord changed = Devices.anomaly(device(1));
    try (RegionStore store = open()) {
      store.commit(batch(Meta.NEW, device(1), device(2)));
      store.commit(batch(Meta.NEW, changed));
      assertThat(store.load().devices()).containsExactly(changed, device(2));
    }
  }

  @Test
  void whatIsGoneOrDroppedIsNotLoaded() {
    DeviceId gone = device(1).id();
    RolloutId dropped = Fixtures.ROLLOUT;
    try (RegionStore store = open()) {
      store.commit(
          new Batch(
              List.of(device(1)),
              List.of(),
              List.of(DirectiveRow.of(Fixtures.order().build())),
              List.of(),
              List.of(),
              Meta.NEW));
      store.commit(
          new Batch(List.of(), List.of(gone), List.of(), List.of(dropped), List.of(), Meta.NEW));
      assertThat(store.load().devices()).isEmpty();
      assertThat(store.load().directives()).isEmpty();
    }
  }

  @Test
  void relayedReportsStayUntilGlobalHasTakenThem() {
    try (RegionStore store = open()) {
      store.commit(
          new Batch(
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(report(1), report(2), report(3)),
              new Meta(1, 1, 0, 3, 0, Optional.empty())));
      assertThat(store.relayed(0, 2)).containsExactly(report(1), report(2));
      store.commit(batch(new Meta(1, 2, 0, 3, 2, Optional.empty())));
      assertThat(store.relayed(0, 10)).containsExactly(report(3));
      assertThat(store.relayed(3, 10)).isEmpty();
    }
  }
}
