package dev.weir.global.app;

import static dev.weir.global.app.LiveGlobal.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.report.Reports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A region that is played by hand, with a certificate of its own. */
final class LiveRegion {
  private final LiveGlobal global;
  private final RegionId id;
  final HttpClient client;
  private final List<RelayedReport> reports = new ArrayList<>();
  private long sequence;

  LiveRegion(LiveGlobal global, String name, HttpClient client) {
    this.global = global;
    this.id = RegionId.of(name);
    this.client = client;
  }

  /** Its next exchange, which must succeed. */
  FeedPage sync() throws Malformed {
    return sync(List.of());
  }

  private FeedPage sync(List<Answer> answers) throws Malformed {
    HttpResponse<byte[]> response = exchange(client, id.text(), id, answers);
    assertThat(response.statusCode()).isEqualTo(200);
    return FeedPage.CODEC.decode(Bytes.wrap(response.body()));
  }

  /** Relays with each exchange that a device of it runs this image. */
  void relay(String device, Digest image) {
    Report report = Samples.report(DeviceId.of(device), 1, Optional.empty(), image);
    Bytes signed = Reports.sign(global.reportKey, report);
    reports.add(new RelayedReport(reports.size() + 1, report.device(), 1, signed));
  }

  /**
   * An exchange as somebody may try it.
   *
   * @param path the region in the path
   * @param name the region in the message
   */
  HttpResponse<byte[]> exchange(HttpClient by, String path, String name) {
    return exchange(by, path, RegionId.of(name), List.of());
  }

  private HttpResponse<byte[]> exchange(
      HttpClient by, String path, RegionId name, List<Answer> answers) {
    RegionSync sync =
        new RegionSync(
            name,
            1,
            ++sequence,
            0,
            List.of(),
            List.copyOf(reports),
            answers,
            health(),
            RegionSync.NEWEST);
    return global.send(
        by,
        global
            .request("/v1/regions/" + path + "/sync")
            .POST(BodyPublishers.ofByteArray(RegionSync.CODEC.encode(sync).toArray()))
            .build());
  }

  private static RegionHealth health() {
    Endpoint mqtt = new Endpoint("mqtt", URI.create("ssl://127.0.0.1:8883"));
    return new RegionHealth(0, 0, 0, 0, 0, 0, List.of(mqtt), List.of(), 0, 0, List.of());
  }

  /** Asks as the operator what this region answers, while it syncs. */
  <T> T answers(Codec<T> codec, String path) throws Malformed {
    CompletableFuture<HttpResponse<byte[]>> asked =
        CompletableFuture.supplyAsync(() -> global.read(path));
    while (!asked.isDone()) {
      sync(sync().queries().stream().map(LiveRegion::answer).toList());
    }
    return json(codec, asked.join());
  }

  private static Answer answer(Query query) {
    return switch (query.kind()) {
      case RANKS -> Answer.ranks(query.id(), List.of());
      case WHY -> Answer.why(query.id(), offline(query));
      case TARGETS ->
          Answer.targets(query.id(), new TargetPage(List.of(), Optional.empty(), List.of()));
      case TELEMETRY -> Answer.telemetry(query.id(), noReadings(query));
    };
  }

  private static TelemetryView noReadings(Query query) {
    return new TelemetryView(
        query.device().orElseThrow(),
        Samples.NOON,
        Samples.NOON,
        Duration.ofMinutes(1),
        List.of(),
        0);
  }

  private static Explanation offline(Query query) {
    return new Explanation(
        query.device().orElseThrow(),
        query.rollout().orElseThrow(),
        "offline",
        "",
        "",
        Optional.empty(),
        Optional.empty());
  }
}
