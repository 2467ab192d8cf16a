package dev.weir.protocol.api;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * One wave, cumulative with those before it: given as a share or a count of the targets, or as
 * neither, which means all.
 *
 * @param share in millionths
 * @param count so many targets over all regions
 */
public record WaveSpec(String name, Optional<Integer> share, Optional<Integer> count, Gate gate) {
  private static final Field<WaveSpec, String> NAME =
      Field.required(1, "name", Types.text(Limits.TEXT), WaveSpec::name);
  private static final Field<WaveSpec, Optional<Integer>> SHARE =
      Field.maybe(2, "share", Types.SMALL, WaveSpec::share);
  private static final Field<WaveSpec, Optional<Integer>> COUNT =
      Field.maybe(3, "count", Types.SMALL, WaveSpec::count);
  private static final Field<WaveSpec, Gate> GATE =
      Field.required(4, "gate", Gate.TABLE, WaveSpec::gate);

  /** The field table. */
  public static final Table<WaveSpec> TABLE =
      new Table<>(
          "wave-spec",
          List.of(NAME, SHARE, COUNT, GATE),
          row -> new WaveSpec(row.get(NAME), row.get(SHARE), row.get(COUNT), row.get(GATE)));

  public WaveSpec {
    if (share.isPresent() && count.isPresent()) {
      throw new IllegalArgumentException("a wave has a share or a count, not both");
    }
    if (share.map(s -> s < 1 || s > 1_000_000).orElse(false)) {
      throw new IllegalArgumentException("share is 1 to 1000000 millionths");
    }
    if (count.map(c -> c < 1).orElse(false)) {
      throw new IllegalArgumentException("count is at least 1");
    }
  }
}
