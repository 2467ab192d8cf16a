package dev.weir.protocol.manifest;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.time.Duration;
import java.util.List;

/**
 * How a device finds out whether the image works: it is started with arguments and must say
 * something.
 *
 * @param arguments what the image is started with
 * @param expect what its first line of output must be; empty: exit code 0 is enough
 * @param timeout one start may take this long
 * @param trial the image must stay healthy this long
 */
public record Health(List<String> arguments, String expect, Duration timeout, Duration trial) {
  private static final Field<Health, List<String>> ARGUMENTS =
      Field.optional(
          1,
          "arguments",
          Types.list(Types.text(Limits.TEXT), Limits.SIGNATURES),
          Health::arguments,
          List.of());
  private static final Field<Health, String> EXPECT =
      Field.optional(2, "expect", Types.text(Limits.TEXT), Health::expect, "");
  private static final Field<Health, Duration> TIMEOUT =
      Field.required(3, "timeout", Types.DURATION, Health::timeout);
  private static final Field<Health, Duration> TRIAL =
      Field.required(4, "trial", Types.DURATION, Health::trial);

  /** The field table. */
  public static final Table<Health> TABLE =
      new Table<>(
          "health",
          List.of(ARGUMENTS, EXPECT, TIMEOUT, TRIAL),
          row -> new Health(row.get(ARGUMENTS), row.get(EXPECT), row.get(TIMEOUT), row.get(TRIAL)));
}
