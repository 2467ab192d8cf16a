package dev.weir.global.adapter.http;

import dev.weir.global.drive.Span;
import dev.weir.global.registry.Filter;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.wire.Limits;
import dev.weir.web.Call;
import dev.weir.web.Query;
import dev.weir.web.RefusedCall;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** The parameters by which operators ask for a part: which devices, targets, readings, changes. */
final class Asked {
  private Asked() {}

  static final Query<Selector> SELECTOR =
      Query.text(
          "selector", "Over labels; empty: all.", Limits.SELECTOR, Selector.ALL, Selector::parse);
  static final Query<Optional<DeviceState>> STATE =
      choice("state", "By the last verified report.", DeviceState.class);
  static final Query<Optional<Optional<Version>>> VERSION =
      orNone("version", "That they run; empty: of those that never reported.", Version::new);
  static final Query<Optional<Optional<RegionId>>> REGION =
      orNone("region", "That serves them; empty: those that none serves.", RegionId::of);

  static final Query<Optional<Integer>> WAVE =
      Query.text("wave", "From 0.", 4, Optional.empty(), text -> Optional.of(wave(text)));
  static final Query<Optional<TargetState>> TARGET_STATE =
      choice("state", "Where the targets are counted.", TargetState.class);
  static final Query<Optional<RegionId>> TARGET_REGION =
      Query.text(
          "region",
          "Whose targets; empty: every region's.",
          Limits.TEXT,
          Optional.empty(),
          text -> text.isEmpty() ? Optional.empty() : Optional.of(RegionId.of(text)));

  static final Query<Optional<Instant>> SINCE =
      Query.text(
          "since",
          "ISO 8601; an hour before until, if not sent.",
          40,
          Optional.empty(),
          text -> Optional.of(instant(text)));
  static final Query<Optional<Instant>> UNTIL =
      Query.text(
          "until",
          "ISO 8601; now, if not sent.",
          40,
          Optional.empty(),
          text -> Optional.of(instant(text)));
  static final Query<Optional<String>> SERIES =
      Query.text(
          "series",
          "A series' name; all, if not sent.",
          Limits.SERIES,
          Optional.empty(),
          Optional::of);
  static final Query<Integer> POINTS =
      Query.number("points", "Points of each series.", 1, Limits.POINTS, 120);

  static final Query<Long> BELOW =
      Query.text(
          "cursor",
          "From a page before; not sent: from the newest.",
          20,
          Long.MAX_VALUE,
          Asked::number);

  static Filter filter(Call call) throws RefusedCall {
    return new Filter(
        call.query(SELECTOR), call.query(STATE), call.query(VERSION), call.query(REGION));
  }

  static Span telemetry(Call call) throws RefusedCall {
    return new Span(call.query(SERIES), call.query(SINCE), call.query(UNTIL), call.query(POINTS));
  }

  private static <E extends Enum<E>> Query<Optional<E>> choice(
      String name, String says, Class<E> type) {
    return Query.text(
        name,
        says,
        Limits.TEXT,
        Optional.empty(),
        text ->
            Optional.of(
                Arrays.stream(type.getEnumConstants())
                    .filter(value -> value.name().equals(text))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "must be one of " + Arrays.toString(type.getEnumConstants())))));
  }

  /** A parameter that is sent without a text asks for what has none. */
  private static <T> Query<Optional<Optional<T>>> orNone(
      String name, String says, Function<String, T> parse) {
    return Query.text(
        name,
        says,
        Limits.TEXT,
        Optional.empty(),
        text -> Optional.of(text.isEmpty() ? Optional.empty() : Optional.of(parse.apply(text))));
  }

  private static int wave(String text) {
    long wave = number(text);
    if (wave >= Limits.WAVES) {
      throw new IllegalArgumentException("must be below " + Limits.WAVES);
    }
    return (int) wave;
  }

  private static long number(String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a negative one.
    }
    throw new IllegalArgumentException("must be a whole number from 0 on");
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("must be a time such as 2026-01-31T12:00:00Z", e);
    }
  }
}
