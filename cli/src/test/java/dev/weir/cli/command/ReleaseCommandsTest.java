package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.release.ReleaseFolder;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** From an image to a published release. */
class ReleaseCommandsTest extends CliFixture {

  @Test
  void aReleaseIsBuiltSignedAndPublished() throws IOException {
    Path image = temp.resolve("new.img");
    Path base = temp.resolve("old.img");
    Files.writeString(base, "pump ".repeat(3000) + "1.0.0");
    Files.writeString(image, "pump ".repeat(3000) + "1.1.0");
    Path key = temp.resolve("release.pem");
    String out = temp.resolve("out").toString();

    assertThat(run("key", "create", key.toString())).isZero();
    assertThat(build(image, "--base", base + ":1.0.0", "--folder", out)).as(complained()).isZero();
    assertThat(run("release", "publish", out)).isEqualTo(1);
    assertThat(run("release", "sign", out, "--key", key.toString())).isZero();
    assertThat(run("release", "publish", out)).isZero();

    assertThat(printed())
        .contains("Release pump-v2-1.1.0: version 1.1.0, counter 2, raw image of 15.0 kB")
        .contains("Sign it: weir release sign " + out)
        .contains("Publish it: weir release publish " + out)
        .contains("Roll it out: weir rollout plan ROLLOUT --release pump-v2-1.1.0");
    assertThat(complained()).contains("sign the release first");
    assertThat(global.uploads).isNotEmpty();
    assertThat(new ReleaseFolder(Path.of(out)).manifest().health().arguments())
        .containsExactly("--version", "two words");
  }

  private int build(Path image, String... more) {
    return run(
        List.of(
            "release",
            "build",
            "--model",
            "pump-v2",
            "--version",
            "1.1.0",
            "--counter",
            "2",
            "--format",
            "raw",
            "--health-arg=--version",
            "--health-arg",
            "two words",
            "--trial",
            "5s",
            "--image",
            image.toString()),
        List.of(more));
  }

  @Test
  void theSameOptionsBuildTheSameManifest() throws IOException {
    Path image = Files.writeString(temp.resolve("new.img"), "pump ".repeat(3000));
    String at = "2026-01-31T08:00:00Z";

    for (String out : List.of("a", "b")) {
      String folder = temp.resolve(out).toString();
      assertThat(build(image, "--folder", folder, "--created-at", at)).isZero();
    }
    assertThat(temp.resolve("a/manifest.cbor"))
        .hasSameBinaryContentAs(temp.resolve("b/manifest.cbor"));
  }

  @Test
  void deltasAreOfferedWhereAClassOfDevicesIsBetterOffWithThem() throws IOException {
    byte[] content = new byte[20_000];
    new SplittableRandom(1).nextBytes(content);
    Path old = Files.write(temp.resolve("old.img"), content);
    content[5000]++;
    Path image = Files.write(temp.resolve("new.img"), content);
    // Bytes cost nothing, a second of decoding a thousand; then bytes cost something too.
    for (int megabyte : new int[] {0, 1_000_000}) {
      Path classes =
          Files.writeString(
              temp.resolve("classes.yaml"),
              """
              kind: DeviceClasses
              prices: {cpuSecond: 1000, flashMegabyte: 0, hour: 0}
              links:
                - {name: air, bytesPerSecond: 100000, megabyte: MEGABYTE}
              classes:
                - {name: sensor, links: [air], memory: 2000000, speeds: {XZ: 40000000, MIXED: 100000}}
              """
                  .replace("MEGABYTE", Integer.toString(megabyte)));
      String out = temp.resolve("out" + megabyte).toString();
      assertThat(
              build(
                  image, "--folder", out, "--base", old + ":1.0", "--classes", classes.toString()))
          .as(complained())
          .isZero();
      assertThat(new ReleaseFolder(Path.of(out)).manifest().payloads())
          .extracting(Payload::codec)
          .isEqualTo(
              megabyte == 0
                  ? List.of(PayloadCodec.XZ)
                  : List.of(PayloadCodec.XZ, PayloadCodec.MIXED));
    }
  }

  @Test
  void everyFaultOfABuildIsSaidAndNothingIsMade() {
    String out = temp.resolve("out").toString();

    assertThat(
            run(
                "release",
                "build",
                "--model",
                "pump-v2",
                "--version",
                "1.1.0",
                "--counter",
                "0",
                "--image",
                temp.resolve("none").toString(),
                "--folder",
                out))
        .isEqualTo(2);
    assertThat(complained()).contains("counter must be at least 1").contains("is not a file");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void anOptionWithoutItsValueIsSaid() {
    assertThat(run("release", "build", "--health-arg")).isEqualTo(2);
    assertThat(complained()).contains("Missing required parameter for option");
  }

  @Test
  void aReleaseThatGlobalRefusesIsAnError() throws IOException {
    Path image = Files.writeString(temp.resolve("new.img"), "pump ".repeat(3000));
    Path key = temp.resolve("release.pem");
    String out = temp.resolve("out").toString();
    global.publishing =
        Optional.of(new Problem("about:blank", "x", 422, "counter 2 is not above 3", "notNewer"));

    assertThat(build(image, "--folder", out)).isZero();
    assertThat(run("key", "create", key.toString())).isZero();
    assertThat(run("release", "sign", out, "--key", key.toString())).isZero();
    assertThat(run("release", "publish", out)).isEqualTo(1);
    assertThat(complained()).contains("weir: counter 2 is not above 3 [notNewer]");
  }
}
