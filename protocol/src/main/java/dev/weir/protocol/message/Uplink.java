package dev.weir.protocol.message;

import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Union;
import java.util.List;

/** What a device sends its region. Source: docs/protocol.md, section 4. */
public sealed interface Uplink permits Hello, Entries, Goodbye, Readings {
  Union<Uplink> UNION =
      new Union<>(
          "uplink",
          List.of(
              new Union.Case<>(1, Hello.class, Hello.TABLE),
              new Union.Case<>(2, Entries.class, Entries.TABLE),
              new Union.Case<>(3, Goodbye.class, Goodbye.TABLE),
              new Union.Case<>(4, Readings.class, Readings.TABLE)));

  Codec<Uplink> CODEC = Codec.of(UNION, Limits.DEVICE_MESSAGE);

  /** Names the device's outbox, or its spool in {@link Readings}. */
  long stream();

  <R> R match(Cases<R> cases);

  /** One answer for each kind of message. */
  interface Cases<R> {
    R hello(Hello hello);

    R entries(Entries entries);

    R goodbye(Goodbye goodbye);

    R readings(Readings readings);
  }
}
