package dev.weir.region.cache;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.message.Fetch;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * What went over the WAN and to devices, since the region was made.
 *
 * @param fetches the artifact that was fetched last stands last; the oldest go first
 */
public record Ledger(long deviceBytes, long wanBytes, List<Fetch> fetches) {
  public static final Ledger EMPTY = new Ledger(0, 0, List.of());

  /** Artifacts that are listed; the bytes of older ones stay in the sum. */
  public static final int MAX_FETCHES = 1000;

  private static final Field<Ledger, Long> DEVICE_BYTES =
      Field.required(1, "deviceBytes", Types.COUNT, Ledger::deviceBytes);
  private static final Field<Ledger, Long> WAN_BYTES =
      Field.required(2, "wanBytes", Types.COUNT, Ledger::wanBytes);
  private static final Field<Ledger, List<Fetch>> FETCHES =
      Field.required(3, "fetches", Types.list(Fetch.TABLE, MAX_FETCHES), Ledger::fetches);

  /** The field table, for the store. */
  public static final Table<Ledger> TABLE =
      new Table<>(
          "ledger",
          List.of(DEVICE_BYTES, WAN_BYTES, FETCHES),
          row -> new Ledger(row.get(DEVICE_BYTES), row.get(WAN_BYTES), row.get(FETCHES)));

  public static final Codec<Ledger> CODEC = Codec.of(TABLE, Limits.REGION_MESSAGE);

  public Ledger {
    fetches = List.copyOf(fetches);
  }

  public Ledger served(long bytes) {
    return new Ledger(deviceBytes + bytes, wanBytes, fetches);
  }

  /** A fetch from the first byte begins; going on where one was cut off is no new one. */
  public Ledger begun(Digest artifact) {
    return with(artifact, 1, 0);
  }

  public Ledger received(Digest artifact, long bytes) {
    return with(artifact, 0, bytes);
  }

  private Ledger with(Digest artifact, int times, long bytes) {
    List<Fetch> next = new ArrayList<>(fetches);
    Fetch sum = new Fetch(artifact, times, bytes);
    for (Fetch fetch : fetches) {
      if (fetch.artifact().equals(artifact)) {
        next.remove(fetch);
        sum = new Fetch(artifact, fetch.times() + times, fetch.bytes() + bytes);
      }
    }
    next.add(sum);
    return new Ledger(
        deviceBytes,
        wanBytes + bytes,
        next.subList(Math.max(0, next.size() - MAX_FETCHES), next.size()));
  }
}
