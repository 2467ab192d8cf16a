package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.text.Views;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.MemberKind;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.adapter.file.SignerFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tokens and keys. */
class TokenCommandTest extends CliFixture {

  @Test
  void aJoinFileIsWrittenForItsOwnerAlone() throws Exception {
    JoinFile join =
        new JoinFile(URI.create("https://x:1"), "PEM", "once", MemberKind.DEVICE, Views.NOW);
    global.answer("POST /v1/tokens", 200, JoinFile.CODEC.toJson(join));
    Path file = temp.resolve("pump.join");

    assertThat(
            run(
                "token",
                "create",
                "--kind",
                "device",
                "--file",
                file.toString(),
                "--valid-for",
                "1h",
                "--region",
                "north"))
        .isZero();

    assertThat(JoinFile.CODEC.fromJson(Files.readString(file).strip())).isEqualTo(join);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(printed()).doesNotContain("once\"").contains("weir agent --data DIR");
    assertThat(TokenRequest.CODEC.fromJson(global.requests.get(0).body()))
        .isEqualTo(
            new TokenRequest(
                MemberKind.DEVICE, Duration.ofHours(1), Optional.of(RegionId.of("north"))));
  }

  @Test
  void aJoinFileIsPrintedWhereNoFileIsNamed() throws Malformed {
    JoinFile join =
        new JoinFile(URI.create("https://x:1"), "PEM", "once", MemberKind.REGION, Views.NOW);
    global.answer("POST /v1/tokens", 200, JoinFile.CODEC.toJson(join));

    assertThat(run("token", "create", "--kind", "region")).isZero();
    assertThat(JoinFile.CODEC.fromJson(printed().strip())).isEqualTo(join);
  }

  @Test
  void aJoinFileIsNotWrittenOverAnotherFileAndNoTokenIsSpent() throws IOException {
    Path file = Files.writeString(temp.resolve("precious"), "precious");

    assertThat(run("token", "create", "--kind", "region", "--file", file.toString())).isEqualTo(2);
    assertThat(file).hasContent("precious");
    assertThat(global.requests).isEmpty();
  }

  @Test
  void aRegionIsNotPinnedToARegion() {
    assertThat(run("token", "create", "--kind", "region", "--region", "north")).isEqualTo(2);
  }

  @Test
  void aKeyIsMadeOnceAndOnlyItsPublicHalfIsSent() throws IOException {
    global.answer("POST /v1/release-keys", 204, "");
    Path file = temp.resolve("release.pem");

    assertThat(run("key", "create", file.toString())).isZero();
    assertThat(run("key", "create", file.toString())).isEqualTo(1);
    assertThat(run("key", "trust", file.toString())).isZero();
    assertThat(run("key", "trust", file + ".pub")).isZero();

    String key = SignerFiles.load(file).publicKey().toString();
    assertThat(global.requests)
        .hasSize(2)
        .allSatisfy(request -> assertThat(request.body()).isEqualTo("{\"key\":\"" + key + "\"}"));
    assertThat(complained()).contains("a key is never written over");
  }
}
