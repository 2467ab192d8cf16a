package dev.weir.global.app;

import static dev.weir.global.app.LiveGlobal.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.api.ChangePage;
import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.Overview;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.wire.Malformed;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Devices, regions and what happened to them. */
class FleetRoutesTest {
  @RegisterExtension final LiveGlobal global = new LiveGlobal();

  @BeforeEach
  void oneDevice() throws Malformed {
    global.region("north").sync();
    global.device("pump-1");
  }

  @Test
  void devicesAreFoundByWhatTheyAre() throws Malformed {
    String one = "/v1/devices?selector=model%3Dpump-v2&state=UNKNOWN&version=&region=north&limit=5";
    assertThat(global.read(DevicePage.CODEC, one).items())
        .extracting(DeviceView::device)
        .hasSize(1);
    String none = "/v1/devices?state=UNKNOWN&version=&region=south";
    assertThat(global.read(DevicePage.CODEC, none).items()).isEmpty();
    assertThat(global.read(Overview.CODEC, "/v1/overview").devices()).isEqualTo(1);
    ChangePage changes = global.read(ChangePage.CODEC, "/v1/changes?limit=1");
    assertThat(changes.items()).singleElement().matches(row -> row.subject().equals("north"));
  }

  @Test
  void whatIsAskedForIsChecked() throws Malformed {
    for (String bad :
        new String[] {
          "devices?state=NONE",
          "devices?limit=many",
          "devices?selector=%3D",
          "devices/Bad~~Name",
          "devices/pump-1/telemetry?since=now",
          "changes?cursor=new"
        }) {
      problem(global.read("/v1/" + bad), 400, "malformed");
    }
    problem(global.read("/v1/devices/none"), 404, "notFound");
    problem(global.read("/v1/devices/none/telemetry"), 404, "notFound");
  }

  @Test
  void aPinIsChangedOnWhatWasReadAlone() throws Malformed {
    String tag = global.read("/v1/devices/pump-1").headers().firstValue("ETag").orElseThrow();
    assertThat(pin(tag).statusCode()).isEqualTo(200);
    assertThat(problem(pin(tag), 412, "conflict").detail()).contains(tag, ".north");
  }

  private HttpResponse<byte[]> pin(String match) {
    return global.send(
        global
            .request("/v1/devices/pump-1/pin")
            .header("If-Match", match)
            .PUT(BodyPublishers.ofString("{\"region\":\"north\"}")));
  }

  @Test
  void regionsComeInPages() throws Malformed {
    global.region("south");
    RegionList first = global.read(RegionList.CODEC, "/v1/regions?limit=1");
    assertThat(first.items()).hasSize(1);
    RegionList second =
        global.read(RegionList.CODEC, "/v1/regions?cursor=" + first.next().orElseThrow());
    assertThat(second.items()).extracting(view -> view.region().text()).containsExactly("south");
    assertThat(second.next()).isEmpty();
  }
}
