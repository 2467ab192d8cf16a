package dev.weir.global.app;

import static dev.weir.global.app.LiveGlobal.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.global.Samples;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.api.ChangePage;
import dev.weir.protocol.api.Overview;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file of the data folder is damaged: global goes on, or says what to do. */
class CorruptFilesTest {
  @TempDir private Path data;
  private final LiveGlobal global = new LiveGlobal();
  private Health health = new Health(0);

  @BeforeEach
  void stopped() throws IOException {
    health = Health.onFreePort();
    global.start(data, "--health-port", health.option());
    global.region("north").sync();
    global.device("pump-1");
    global.publish();
    global.stop();
  }

  @AfterEach
  void stop() {
    global.stop();
  }

  private void damage(String file) throws IOException {
    Files.write(data.resolve(file), new byte[] {(byte) 0xff, 0, 'x', '\n'});
  }

  private void change(String file, String from, String to) throws IOException {
    Path path = data.resolve(file);
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to), StandardCharsets.ISO_8859_1);
  }

  private List<String> kinds() throws IOException {
    return global.read(ChangePage.CODEC, "/v1/changes").items().stream().map(Change::kind).toList();
  }

  @Test
  void aDatabaseWithADestroyedHeaderIsSalvagedAndTold() throws Exception {
    byte[] bytes = Files.readAllBytes(data.resolve("global.db"));
    Arrays.fill(bytes, 0, 100, (byte) 0);
    Files.write(data.resolve("global.db"), bytes);
    global.start();
    Overview overview = global.read(Overview.CODEC, "/v1/overview");
    assertThat(overview.devices()).isEqualTo(1);
    assertThat(overview.changes().get(0).kind()).isEqualTo("storeSalvaged");
    assertThat(health.ready()).startsWith("200 degraded: the database was corrupt and is kept as");
    try (var files = Files.list(data)) {
      assertThat(files).anyMatch(file -> file.toString().contains("global.db.corrupt-"));
    }
  }

  /** No page is damaged, only what a row says. */
  @Test
  void aRowThatCanNotBeReadIsSalvagedAtTheSameStart() throws Exception {
    change("global.db", "plant-1", "plant_~");
    global.start();
    assertThat(kinds()).contains("storeSalvaged");
    assertThat(health.ready()).contains("device 1 rows");
    global.region("south").sync();
  }

  @Test
  void aDatabaseThatIsGoneIsTold() throws Exception {
    Files.delete(data.resolve("global.db"));
    global.start();
    assertThat(health.ready()).startsWith("200 degraded: the database was missing");
  }

  @Test
  void aDamagedArtifactIsKeptAsideAndCanBeUploadedAgain() throws Exception {
    Bytes damaged = Samples.DELTA;
    Path file = data.resolve("artifacts").resolve(damaged.digest().hex());
    Files.writeString(file, "not what it was");
    global.start();
    health.await("200 degraded: artifact " + damaged.digest());
    problem(global.read("/v1/artifacts/" + damaged.digest()), 404, "notFound");
    assertThat(kinds()).contains("artifactCorrupt");
    assertThat(data.resolve("artifacts/corrupt").resolve(damaged.digest().hex())).exists();
    global.upload(damaged);
    health.await("200 ok");
  }

  @Test
  void aDamagedTokenOrPortOrAuthoritySaysWhatToDo() throws IOException {
    for (String file : List.of("operator.token", "api.port", "authority/authority.pem")) {
      byte[] sound = Files.readAllBytes(data.resolve(file));
      damage(file);
      assertThatThrownBy(global::start)
          .as(file)
          .hasMessageContaining(file.replace("/authority.pem", ""))
          .hasMessageMatching("(?s).*(remove it|restore).*");
      Files.write(data.resolve(file), sound);
    }
    global.start();
  }

  @Test
  void anAuthorityThatIsGoneIsNotMadeAnew() throws IOException {
    Path certificate = data.resolve("authority/authority.pem");
    byte[] key = Files.readAllBytes(data.resolve("authority/authority-key.pem"));
    Files.delete(certificate);
    assertThatThrownBy(global::start).hasMessageContaining("restore the folder authority");
    assertThat(data.resolve("authority/authority-key.pem")).hasBinaryContent(key);
    assertThat(certificate).doesNotExist();
  }

  @Test
  void whatGlobalCanMakeAgainItMakesAgain() throws IOException {
    for (String file :
        List.of("identity/key.pem", "identity/certificates.pem", "authorities.pem", "api.url")) {
      damage(file);
      global.start();
      assertThat(global.read("/v1/regions").statusCode()).as(file).isEqualTo(200);
      global.stop();
    }
  }
}
