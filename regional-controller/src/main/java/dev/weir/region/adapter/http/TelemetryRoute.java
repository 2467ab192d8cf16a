package dev.weir.region.adapter.http;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.wire.Limits;
import dev.weir.region.view.Measured;
import dev.weir.region.view.RegionQueries;
import dev.weir.web.Body;
import dev.weir.web.Call;
import dev.weir.web.Gatekeeper;
import dev.weir.web.Query;
import dev.weir.web.RefusedCall;
import dev.weir.web.Route;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A device's readings over HTTPS. */
final class TelemetryRoute {
  private static final Duration UNLESS_SAID = Duration.ofHours(1);
  private static final Query<Optional<Instant>> SINCE =
      instant("since", "The first time, ISO 8601; empty: an hour before until.");
  private static final Query<Optional<Instant>> UNTIL =
      instant("until", "The first time after it, ISO 8601; empty: now.");
  private static final Query<String> SERIES =
      Query.text("series", "One series by name; empty: all.");
  private static final Query<Integer> POINTS =
      Query.number("points", "At most so many points of each series.", 1, Limits.POINTS, 60);

  private TelemetryRoute() {}

  private static Query<Optional<Instant>> instant(String name, String says) {
    return Query.text(
        name,
        says,
        Limits.TEXT,
        Optional.empty(),
        text -> text.isEmpty() ? Optional.empty() : Optional.of(parse(text)));
  }

  private static Instant parse(String text) {
    try {
      return Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("must be a time such as 2026-01-31T08:00:00Z", e);
    }
  }

  static Route of(RegionQueries queries, Gatekeeper gate, Supplier<Instant> now) {
    return Route.get("/v1/devices/{device}/telemetry")
        .by(gate.operator())
        .says("A device's readings, series by series, in spans of equal length.")
        .reads(SINCE, UNTIL, SERIES, POINTS)
        .refuses(Code.NOT_FOUND, Code.MALFORMED)
        .answers(Body.json(TelemetryView.CODEC), call -> telemetry(queries, call, now.get()));
  }

  private static CompletableFuture<Reply<TelemetryView>> telemetry(
      RegionQueries queries, Call call, Instant now) throws RefusedCall {
    DeviceId device = call.path("device", DeviceId::of);
    Instant until = call.query(UNTIL).orElse(now);
    Instant since = call.query(SINCE).orElseGet(() -> until.minus(UNLESS_SAID));
    String series = call.query(SERIES);
    int points = call.query(POINTS);
    if (!since.isBefore(until)) {
      return CompletableFuture.completedFuture(
          Reply.refused(Code.MALFORMED, "since must be before until"));
    }
    TelemetryAsk ask =
        new TelemetryAsk(Optional.of(series).filter(name -> !name.isEmpty()), since, until, points);
    return Asked.<Measured>value(reply -> queries.telemetry(device, ask, reply))
        .thenApply(reply -> reply.then(measured -> answer(device, measured)));
  }

  private static Reply<TelemetryView> answer(DeviceId device, Measured measured) {
    if (measured instanceof Measured.Readings readings) {
      return Reply.done(readings.view());
    }
    return measured instanceof Measured.NotServed
        ? Reply.refused(Code.NOT_FOUND, RegionApi.notServed(device))
        : Reply.refused(Code.BUSY, "telemetry can't be read now; ask again");
  }
}
