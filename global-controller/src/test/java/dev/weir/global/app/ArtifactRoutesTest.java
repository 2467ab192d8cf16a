package dev.weir.global.app;

import static dev.weir.global.app.LiveGlobal.problem;
import static dev.weir.global.app.LiveGlobal.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.wire.Malformed;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Artifacts go up whole and come down in ranges. */
class ArtifactRoutesTest {
  @RegisterExtension final LiveGlobal global = new LiveGlobal();

  @Test
  void artifactsAreReadInRanges() throws Malformed {
    global.upload(Samples.DELTA.concat(Samples.FULL));
    String path = "/v1/artifacts/" + Samples.DELTA.concat(Samples.FULL).digest();
    HttpResponse<byte[]> part = global.send(global.request(path).header("Range", "bytes=999-1000"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(text(part)).isEqualTo("df");
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 999-1000/4000");
    assertThat(global.read(path).body()).hasSize(4000);
    HttpResponse<byte[]> outside = global.send(global.request(path).header("Range", "bytes=4000-"));
    problem(outside, 416, "range");
    assertThat(outside.headers().firstValue("Content-Range")).contains("bytes */4000");
    problem(global.read("/v1/artifacts/" + "0".repeat(64)), 404, "notFound");
    problem(global.read("/v1/artifacts/short"), 400, "malformed");
  }

  @Test
  void bytesThatAreNotWhatTheirNameSaysAreRefused() throws Malformed {
    String path = "/v1/artifacts/" + Samples.DELTA.digest();
    Problem problem = problem(global.send("PUT", path, Samples.FULL), 422, "digestMismatch");
    assertThat(problem.detail()).contains(Samples.FULL.digest().hex());
    problem(global.read(path), 404, "notFound");
  }
}
