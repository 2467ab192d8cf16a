package dev.weir.global.app;

import static dev.weir.global.app.LiveGlobal.NOTHING;
import static dev.weir.global.app.LiveGlobal.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What any route refuses: strangers, bodies that can't be read, paths that lead nowhere. */
class RefusedCallsTest {
  @RegisterExtension final LiveGlobal global = new LiveGlobal();

  @Test
  void withoutTheOperatorsTokenNothingIsDone() throws Malformed {
    for (String header :
        List.of(
            "Bearer wrong", "Bearer", "Basic " + global.token, "Bearer " + global.token + "x")) {
      HttpResponse<byte[]> response =
          global.send(
              HttpRequest.newBuilder(URI.create(global.url + "/v1/regions"))
                  .header("Authorization", header));
      problem(response, 401, "unauthorized");
      assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
    HttpRequest artifact = global.get("/v1/artifacts/" + Samples.FULL.digest());
    problem(global.send(global.operator(), artifact), 401, "unauthorized");
  }

  @Test
  void malformedInputIsNamedByItsPlace() throws Malformed {
    Bytes badName = Bytes.ofUtf8("{\"rollout\":\"Bad Name\"}");
    assertThat(problem(global.send("POST", "/v1/rollouts", badName), 400, "malformed").detail())
        .contains("rollout-spec.rollout");
    problem(global.send("POST", "/v1/tokens", Bytes.ofUtf8("{")), 400, "malformed");
    problem(global.send("POST", "/v1/tokens", NOTHING), 400, "malformed");
    problem(global.send("POST", "/v1/enrol", Bytes.ofUtf8("[]")), 400, "malformed");
    problem(global.send("POST", "/v1/releases", Bytes.ofUtf8("junk")), 422, "badSignature");
  }

  @Test
  void oversizedBodiesAreRefused() throws Malformed {
    Bytes large = Bytes.wrap(new byte[1024 * 1024]);
    assertThat(problem(global.send("POST", "/v1/tokens", large), 413, "tooLarge").detail())
        .contains("65536");
    problem(global.send("POST", "/v1/releases", large), 413, "tooLarge");
  }

  @Test
  void unknownPathsAndMethodsAreRefused() throws Malformed {
    problem(global.read("/v1/nothing"), 404, "notFound");
    problem(global.read("/v1/regions/"), 404, "notFound");
    HttpResponse<byte[]> wrong = global.send("DELETE", "/v1/rollouts", NOTHING);
    problem(wrong, 405, "method");
    assertThat(wrong.headers().firstValue("Allow")).contains("POST, GET");
  }
}
