package dev.weir.global.app;

import static dev.weir.global.app.LiveGlobal.body;
import static dev.weir.global.app.LiveGlobal.json;
import static dev.weir.global.app.LiveGlobal.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.api.ResidencyPlan;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.ResidencyRules;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Residency rules are read with a tag, and put in the place of those that were read. */
class ResidencyRoutesTest {
  private static final ResidencyRule RULE =
      new ResidencyRule("eu", "country=de", List.of(RegionId.of("north")));
  private static final Bytes RULES =
      body(ResidencyRules.CODEC, new ResidencyRules(List.of(RULE), 0));

  @RegisterExtension final LiveGlobal global = new LiveGlobal();

  private HttpResponse<byte[]> put(String match) {
    return global.send(
        global
            .request("/v1/residency")
            .header("If-Match", match)
            .PUT(BodyPublishers.ofByteArray(RULES.toArray())));
  }

  private String tag() {
    return global.read("/v1/residency").headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void rulesReplaceThoseThatWereRead() throws Malformed {
    String read = tag();
    HttpResponse<byte[]> done = put(read);
    assertThat(json(ResidencyRules.CODEC, done).generation()).isEqualTo(1);
    assertThat(done.headers().firstValue("ETag")).contains(tag());
    assertThat(problem(put(read), 412, "conflict").detail()).contains("residency rules", "\"1\"");
    assertThat(global.read(ResidencyRules.CODEC, "/v1/residency").items()).containsExactly(RULE);
    assertThat(put("*").statusCode()).isEqualTo(200);
    assertThat(global.send("PUT", "/v1/residency", RULES).statusCode()).isEqualTo(200);
    problem(put("x"), 400, "malformed");
  }

  @Test
  void aPlanChangesNothing() throws Malformed {
    String before = tag();
    HttpResponse<byte[]> plan = global.send("POST", "/v1/residency:plan", RULES);
    assertThat(json(ResidencyPlan.CODEC, plan).lookedAt()).isZero();
    assertThat(tag()).isEqualTo(before);
  }
}
