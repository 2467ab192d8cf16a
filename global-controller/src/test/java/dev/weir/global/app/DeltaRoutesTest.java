package dev.weir.global.app;

import static dev.weir.global.app.LiveGlobal.body;
import static dev.weir.global.app.LiveGlobal.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.protocol.api.DeltaClaim;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.api.DeltaWorker;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeltaRoutesTest {
  private static final Bytes WORKER = body(DeltaWorker.CODEC, new DeltaWorker("w"));

  @RegisterExtension final LiveGlobal global = new LiveGlobal();

  @Test
  void aWorkersTokenIsGoodForJobsAndArtifactsAndNothingElse() throws Malformed {
    String operator = global.token;
    global.token = global.workerToken;
    global.upload(Samples.DELTA);
    assertThat(global.read("/v1/artifacts/" + Samples.DELTA.digest()).statusCode()).isEqualTo(200);
    assertThat(post("lease", WORKER).statusCode()).isEqualTo(200);
    problem(global.read("/v1/delta-jobs"), 401, "unauthorized");
    problem(global.read("/v1/rollouts"), 401, "unauthorized");
    problem(global.send("POST", "/v1/releases", global.manifest()), 401, "unauthorized");
    global.token = "another";
    problem(post("lease", WORKER), 401, "unauthorized");
    global.token = operator;
    assertThat(post("lease", WORKER).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNoJobOrNotReadableIsRefused() throws Malformed {
    DeltaClaim claim = new DeltaClaim(Samples.OLD_IMAGE, Samples.NEW_IMAGE, "w");
    problem(post("renew", body(DeltaClaim.CODEC, claim)), 404, "notFound");
    DeltaResult result = new DeltaResult(Samples.OLD_IMAGE, Samples.NEW_IMAGE, "w", List.of());
    problem(post("done", body(DeltaResult.CODEC, result)), 404, "notFound");
    problem(post("lease", Bytes.ofUtf8("{\"worker\":\" \"}")), 400, "malformed");
    problem(post("fail", Bytes.ofUtf8("{}")), 400, "malformed");
  }

  private HttpResponse<byte[]> post(String what, Bytes body) {
    return global.send("POST", "/v1/delta-jobs:" + what, body);
  }
}
