package dev.weir.global.app;

import static dev.weir.global.app.LiveGlobal.body;
import static dev.weir.global.app.LiveGlobal.problem;
import static dev.weir.global.app.LiveGlobal.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.node.Options;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.message.MemberKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the process starts, and what it keeps from one start to the next. */
class GlobalMainTest {
  @RegisterExtension final LiveGlobal global = new LiveGlobal();

  @Test
  void aRestartKeepsPortTokenReleasesAndMembers() throws IOException {
    LiveRegion north = global.region("north");
    global.publish();
    String url = global.url;
    String token = global.token;
    global.stop();
    global.start();
    assertThat(global.url).isEqualTo(url);
    assertThat(global.token).isEqualTo(token);
    north.sync();
    assertThat(text(global.read("/v1/releases"))).contains("pump-2");
  }

  @Test
  void aWriteUnderAKeyIsAnsweredTheSameAfterARestart() throws IOException {
    String first = text(keyed("k-1", MemberKind.REGION));
    assertThat(text(keyed("k-1", MemberKind.REGION))).isEqualTo(first);
    global.stop();
    global.start();
    assertThat(text(keyed("k-1", MemberKind.REGION))).isEqualTo(first);
    assertThat(text(keyed("k-2", MemberKind.REGION))).isNotEqualTo(first);
    problem(keyed("k-1", MemberKind.DEVICE), 422, "idempotencyKeyReused");
  }

  private HttpResponse<byte[]> keyed(String key, MemberKind kind) {
    TokenRequest wish = new TokenRequest(kind, Duration.ofHours(1), Optional.empty());
    return global.send(
        global
            .request("/v1/tokens")
            .header("Idempotency-Key", '"' + key + '"')
            .POST(BodyPublishers.ofByteArray(body(TokenRequest.CODEC, wish).toArray())));
  }

  @Test
  void theOperatorsTokenIsForItsOwnerAlone() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(global.data.resolve("operator.token"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      String other = global.data.resolve("other").toString();
      assertThatThrownBy(
              () -> GlobalMain.start(Options.parse(List.of("--data", other, "--port", port))))
          .hasMessageContaining("port " + port)
          .hasMessageContaining("choose another");
    }
  }

  @Test
  void aWrongCommandLineNamesEveryFault() {
    assertThatThrownBy(
            () -> GlobalMain.start(Options.parse(List.of("--port", "many", "--lese", "1h"))))
        .hasMessageContaining("--data is missing")
        .hasMessageContaining("--port must be")
        .hasMessageContaining("there is no option --lese");
  }
}
