package dev.weir.global.app;

import static dev.weir.global.app.LiveGlobal.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.disk.check.SmallDisk;
import dev.weir.global.Samples;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk gets full: every write is refused the same way, and goes on by itself. */
class FullDiskRoutesTest {
  private static final int MIB = 1024 * 1024;

  @TempDir private Path folder;
  private final LiveGlobal global = new LiveGlobal();

  private HttpResponse<byte[]> upload(Bytes content) {
    return global.send("PUT", "/v1/artifacts/" + content.digest(), content);
  }

  private static void demandFull(HttpResponse<byte[]> response) throws Malformed {
    assertThat(problem(response, 503, "diskFull").detail()).contains("make room");
    assertThat(response.headers().firstValue("Retry-After")).contains("2");
  }

  @Test
  void uploadsStopFirstThenAllWritesAndRoomBringsThemBack() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 80 * MIB)) {
      Health health = Health.onFreePort();
      global.start(disk.resolve("data"), "--health-port", health.option());
      global.trustReleaseKey();
      global.upload(Samples.DELTA);
      global.upload(Samples.FULL);
      Bytes more = Samples.FULL.concat(Samples.DELTA);
      disk.fill(10 * MIB);
      demandFull(upload(more));
      assertThat(health.ready()).startsWith("200 degraded: less than 64 MiB are left");
      global.region("north").sync();

      disk.free();
      disk.fill(0);
      demandFull(global.send("POST", "/v1/releases", global.manifest()));
      assertThat(health.ready()).startsWith("503 the disk is full");
      demandFull(upload(more));
      disk.free();
      health.await("200 ok");
      assertThat(upload(more).statusCode()).isEqualTo(201);
      assertThat(global.send("POST", "/v1/releases", global.manifest()).statusCode())
          .isEqualTo(200);
    } finally {
      global.stop();
    }
  }
}
