package dev.weir.console;

import dev.weir.console.fleet.DeviceAsk;
import dev.weir.console.fleet.GlobalFleet;
import dev.weir.console.form.Fields;
import dev.weir.console.show.Conflict;
import dev.weir.console.show.Links;
import dev.weir.console.show.Standing;
import dev.weir.console.show.TargetChoice;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.web.RefusedCall;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Questions as the addresses of pages ask them; a wrong part is named. */
final class Asks {
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
        read(query, "online", Asks::flag),
        query.text("cursor"),
        DeviceAsk.ALL.limit());
  }

  static TargetChoice targets(Fields query) throws RefusedCall {
    return new TargetChoice(
        read(query, "wave", text -> number(text, 1, 32) - 1),
        read(query, "state", text -> constant(Standing.class, text)),
        read(query, "region", RegionId::of),
        query.text("cursor"));
  }

  static TelemetryAsk telemetry(Fields query, Instant now) throws RefusedCall {
    Duration span =
        read(query, "hours", text -> Duration.ofHours(number(text, 1, MAX_HOURS)))
            .orElse(USUAL_SPAN);
    return new TelemetryAsk(Optional.empty(), now.minus(span), now, POINTS);
  }

  /** A command that this page is to say why it was not done of; absent: none. */
  static Optional<Conflict> conflict(Fields query) throws RefusedCall {
    Optional<GlobalFleet.Command> command =
        read(query, "conflict", text -> constant(GlobalFleet.Command.class, text));
    Optional<Instant> since = read(query, "since", Asks::instant);
    return command.isPresent() && since.isPresent()
        ? Optional.of(
            new Conflict(Links.word(command.get()), since.get(), query.text("reason"), List.of()))
        : Optional.empty();
  }

  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("must be a time such as 2026-01-31T12:00:00Z", e);
    }
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

  private static boolean flag(String text) {
    if (text.equals("yes") || text.equals("no")) {
      return text.equals("yes");
    }
    throw new IllegalArgumentException("must be yes or no");
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (Links.word(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("there is no \"" + text + '"');
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
