package dev.weir.console;

import dev.weir.console.fleet.DeviceAsk;
import dev.weir.console.fleet.TargetAsk;
import dev.weir.console.form.Fields;
import dev.weir.console.show.Links;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.web.RefusedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Questions as the addresses of pages ask them; a wrong part is named. */
final class Asks {
  private static final int PAGE = 50;
  private static final int POINTS = 90;
  private static final Duration USUAL_SPAN = Duration.ofHours(1);
  private static final int MAX_HOURS = 24 * 14;

  private Asks() {}

  static DeviceAsk devices(Fields query) throws RefusedCall {
    return new DeviceAsk(
        query.text("selector"),
        read(query, "version", Version::new),
        read(query, "state", text -> constant(DeviceState.class, text)),
        read(query, "region", RegionId::of),
        query.text("cursor"),
        PAGE);
  }

  static TargetAsk targets(Fields query) throws RefusedCall {
    return new TargetAsk(
        read(query, "wave", text -> number(text, 1, 32) - 1),
        read(query, "state", text -> constant(TargetState.class, text)),
        query.text("cursor"),
        PAGE);
  }

  static TelemetryAsk telemetry(Fields query, Instant now) throws RefusedCall {
    Duration span =
        read(query, "hours", text -> Duration.ofHours(number(text, 1, MAX_HOURS)))
            .orElse(USUAL_SPAN);
    return new TelemetryAsk(Optional.empty(), now.minus(span), now, POINTS);
  }

  private static int number(String text, int min, int max) {
    if (text.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new IllegalArgumentException("must be a whole number from " + min + " to " + max);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (Links.word(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("there is no state \"" + text + '"');
  }

  private static <T> Optional<T> read(Fields query, String name, Function<String, T> parse)
      throws RefusedCall {
    String text = query.text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException e) {
      throw new RefusedCall(Code.MALFORMED, name + ": " + e.getMessage());
    }
  }
}
