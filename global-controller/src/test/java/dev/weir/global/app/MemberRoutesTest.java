package dev.weir.global.app;

import static dev.weir.global.app.LiveGlobal.json;
import static dev.weir.global.app.LiveGlobal.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.message.EnrolReply;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.wire.Malformed;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Members are who their certificates say, and speak for themselves. */
class MemberRoutesTest {
  @RegisterExtension final LiveGlobal global = new LiveGlobal();

  @Test
  void aDeviceAsksWhereItBelongsWithItsOwnCertificate() throws Malformed {
    LiveRegion north = global.region("north");
    north.sync();
    EnrolReply joined = global.device("pump-1");
    assertThat(json(EnrolReply.CODEC, global.send(global.member("pump-1"), global.get("/v1/me"))))
        .isEqualTo(joined);
    problem(global.send(global.operator(), global.get("/v1/me")), 401, "unauthorized");
    problem(global.send(north.client, global.get("/v1/me")), 401, "unauthorized");
  }

  @Test
  void aRegionSpeaksForItselfAndOperatorsForNoRegion() throws Malformed {
    LiveRegion north = global.region("north");
    global.region("south");
    problem(north.exchange(north.client, "south", "south"), 403, "forbidden");
    problem(north.exchange(north.client, "north", "south"), 403, "forbidden");
    problem(north.exchange(global.operator(), "north", "north"), 401, "unauthorized");
    problem(global.send(north.client, global.get("/v1/regions")), 401, "unauthorized");
  }

  @Test
  void aDevicesCertificateIsNoRegions() throws Malformed {
    LiveRegion north = global.region("north");
    north.sync();
    global.device("pump-1");
    problem(north.exchange(global.member("pump-1"), "north", "north"), 401, "unauthorized");
  }

  @Test
  void aSyncThatCanNotBeReadIsRefused() throws Malformed {
    LiveRegion north = global.region("north");
    problem(
        global.send(
            north.client,
            global.request("/v1/regions/north/sync").POST(BodyPublishers.ofString("junk")).build()),
        400,
        "malformed");
  }

  @Test
  void aDeviceWithoutARegionIsToldWhenToAskAgain() throws Malformed {
    HttpResponse<byte[]> response = global.enrol(MemberKind.DEVICE, "pump-1");
    problem(response, 503, "noRegion");
    assertThat(response.headers().firstValue("Retry-After")).contains("2");
  }
}
