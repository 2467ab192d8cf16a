package dev.weir.global.app;

import static dev.weir.global.app.LiveGlobal.body;
import static dev.weir.global.app.LiveGlobal.problem;
import static dev.weir.global.app.LiveGlobal.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.global.Samples;
import dev.weir.protocol.api.FieldError;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the routes about rollouts refuse. */
class RolloutRoutesTest {
  @RegisterExtension final LiveGlobal global = new LiveGlobal();

  @Test
  void everyFaultOfABodyIsNamed() throws Malformed {
    Bytes five =
        Bytes.ofUtf8(
            "{\"rollout\":\"Bad Name\",\"release\":5,\"selector\":[],\"waves\":[{\"name\":1}],"
                + "\"deadlines\":{\"accept\":1,\"download\":1,\"install\":1},\"abort\":[]}");
    assertThat(problem(global.send("POST", "/v1/rollouts", five), 400, "malformed").errors())
        .extracting(FieldError::pointer)
        .containsExactly("/rollout", "/release", "/selector", "/waves/0/name", "/waves/0/gate");
    Bytes faulty =
        body(
            RolloutSpec.CODEC,
            Samples.spec(
                "r",
                "site in (",
                List.of(),
                Samples.share("half", 500_000, new Gate(1, 1, Duration.ZERO))));
    assertThat(problem(global.send("POST", "/v1/rollouts:plan", faulty), 422, "badSpec").errors())
        .extracting(FieldError::pointer)
        .containsExactly("/selector", "/waves/0");
  }

  @Test
  void whatIsEndedDoesNotGoOn() throws Malformed {
    global.region("north").sync();
    global.device("pump-1");
    global.publish();
    Bytes spec =
        body(
            RolloutSpec.CODEC,
            Samples.spec("r", Samples.all("all", new Gate(1_000_000, 1, Duration.ZERO))));
    assertThat(global.send("POST", "/v1/rollouts", spec).statusCode()).isEqualTo(200);
    assertThat(global.send("POST", "/v1/rollouts/r:abort", reason("tests")).statusCode())
        .isEqualTo(200);
    problem(global.send("POST", "/v1/rollouts/r:resume", reason("tests")), 409, "state");
  }

  @Test
  void whatIsNotThereIsNotFound() throws Malformed {
    problem(global.read("/v1/rollouts/none"), 404, "notFound");
    problem(global.read("/v1/rollouts/none/why/pump-1"), 404, "notFound");
    problem(global.read("/v1/rollouts/none/targets?wave=0&state=SILENT"), 404, "notFound");
    problem(global.read("/v1/rollouts/none/targets?wave=-1"), 400, "malformed");
    problem(global.read("/v1/rollouts?cursor=none"), 400, "malformed");
  }
}
