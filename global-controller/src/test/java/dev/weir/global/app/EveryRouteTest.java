package dev.weir.global.app;

import static dev.weir.global.app.LiveGlobal.NOTHING;
import static dev.weir.global.app.LiveGlobal.body;
import static dev.weir.global.app.LiveGlobal.json;
import static dev.weir.global.app.LiveGlobal.reason;
import static dev.weir.global.app.LiveGlobal.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.protocol.api.DeltaClaim;
import dev.weir.protocol.api.DeltaFailure;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.api.DeltaWorker;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.Pin;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A fleet's whole life, in which each route is called well, and answers as it is described. */
class EveryRouteTest {
  @RegisterExtension final LiveGlobal global = new LiveGlobal();

  private void read(String... paths) {
    for (String path : paths) {
      assertThat(global.read(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  private void write(String method, String path, Bytes body) {
    HttpResponse<byte[]> response = global.send(method, path, body);
    assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
  }

  /** Two devices run the first release; the newest has no delta from it. */
  private void aDeltaIsBuiltLater(LiveRegion north) throws Malformed {
    global.device("pump-2");
    north.relay("pump-1", Samples.OLD_IMAGE);
    north.relay("pump-2", Samples.OLD_IMAGE);
    north.sync();
    Digest image = Digest.of(new byte[] {3});
    global.publish("pump-3", 3, image);
    RolloutSpec spec = Samples.waiting("d", "pump-3", Duration.ofMinutes(10), Prepare.Then.HOLD);
    RolloutView preparing =
        json(RolloutView.CODEC, global.send("POST", "/v1/rollouts", body(RolloutSpec.CODEC, spec)));
    assertThat(preparing.deltas()).hasSize(1);
    Bytes worker = body(DeltaWorker.CODEC, new DeltaWorker("w"));
    Bytes claim = body(DeltaClaim.CODEC, new DeltaClaim(Samples.OLD_IMAGE, image, "w"));
    Bytes failure =
        body(DeltaFailure.CODEC, new DeltaFailure(Samples.OLD_IMAGE, image, "w", "no memory"));
    Bytes result =
        body(
            DeltaResult.CODEC,
            new DeltaResult(Samples.OLD_IMAGE, image, "w", List.of(Samples.delta(Samples.DELTA))));
    write("POST", "/v1/delta-jobs:lease", worker);
    write("POST", "/v1/delta-jobs:renew", claim);
    write("POST", "/v1/delta-jobs:fail", failure);
    write("POST", "/v1/delta-jobs:lease", worker);
    write("POST", "/v1/delta-jobs:done", result);
    read("/v1/delta-jobs", "/v1/rollouts/d");
  }

  @Test
  void aFleetJoinsARegionSyncsAndARolloutIsPlannedAndEnds() throws Malformed {
    LiveRegion north = global.region("north");
    north.sync();
    assertThat(global.device("pump-1").endpoints()).hasSize(1);
    read("/v1/devices", "/v1/devices/pump-1", "/v1/regions", "/v1/overview", "/v1/changes");
    assertThat(global.send(global.member("pump-1"), global.get("/v1/me")).statusCode())
        .isEqualTo(200);

    global.publish("pump-1", 1, Samples.OLD_IMAGE);
    ReleaseView release = global.publish();
    read("/v1/releases");
    FeedPage page = north.sync();
    assertThat(page.items()).hasSize(1);
    HttpResponse<byte[]> manifest =
        global.send(north.client, global.get("/v1/artifacts/" + release.signedDigest()));
    assertThat(Bytes.wrap(manifest.body()).digest()).isEqualTo(release.signedDigest());

    Bytes spec =
        body(
            RolloutSpec.CODEC,
            Samples.spec("r", Samples.all("all", new Gate(1_000_000, 1, Duration.ZERO))));
    PlanView plan = json(PlanView.CODEC, global.send("POST", "/v1/rollouts:plan", spec));
    assertThat(plan.rows().get(0).deviceBytes()).isEqualTo(3000);
    write("POST", "/v1/rollouts", spec);
    read("/v1/rollouts", "/v1/rollouts/r");
    north.answers(Explanation.CODEC, "/v1/rollouts/r/why/pump-1");
    north.answers(TargetPage.CODEC, "/v1/rollouts/r/targets");
    north.answers(TelemetryView.CODEC, "/v1/devices/pump-1/telemetry");
    for (String command : new String[] {"pause", "resume", "abort"}) {
      write("POST", "/v1/rollouts/r:" + command, reason("tests"));
    }

    write("PUT", "/v1/devices/pump-1/pin", body(Pin.CODEC, new Pin(RegionId.of("north"))));
    write("DELETE", "/v1/devices/pump-1/pin", NOTHING);
    Bytes rules = Bytes.wrap(global.read("/v1/residency").body());
    write("POST", "/v1/residency:plan", rules);
    write("PUT", "/v1/residency", rules);
    aDeltaIsBuiltLater(north);
    read("/v1/openapi.json");
    assertThat(global.described.unseen()).isEmpty();
  }
}
