package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.builder.release.ReleaseFolder;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeltaChooseTest extends CliFixture {
  private static final String CLASSES =
      """
      kind: DeviceClasses
      prices: {cpuSecond: 1000, flashMegabyte: 0, hour: 0}
      links:
        - {name: cellular, bytesPerSecond: 100000, megabyte: 100000}
        - {name: wire, bytesPerSecond: 10000000, megabyte: 0}
      classes:
        - {name: sensor, links: [cellular, wire], memory: 1500000, step: 1m,
           speeds: {XZ: 40000000, MIXED: 1000000}}
      """;

  private Path classes = Path.of("");
  private Path next = Path.of("");
  private Path between = Path.of("");

  private static Digest image(String version) {
    return Digest.of(version.getBytes(StandardCharsets.UTF_8));
  }

  private static Payload payload(PayloadCodec codec, String base, int size, long memory) {
    return new Payload(
        codec,
        Digest.of((codec + base + size).getBytes(StandardCharsets.UTF_8)),
        size,
        base.isEmpty() ? Optional.empty() : Optional.of(image(base)),
        memory,
        1 << 20,
        Collections.nCopies((size + (1 << 20) - 1) >> 20, image("chunk")));
  }

  private Path release(String model, String version, Payload... payloads) throws IOException {
    Manifest manifest =
        new Manifest(
            ReleaseId.of(model + "-" + version),
            new Version(version),
            2,
            Instant.EPOCH,
            new Compatibility(new Model(model), List.of(), List.of()),
            ImageFormat.RAW,
            image(version),
            4_000_000,
            List.of(payloads),
            new Health(List.of(), "", Duration.ofSeconds(1), Duration.ZERO));
    Path folder = Files.createDirectories(temp.resolve(model + version));
    Files.write(
        new ReleaseFolder(folder).manifestFile(), Manifest.CODEC.encode(manifest).toArray());
    return folder;
  }

  @BeforeEach
  void write() throws IOException {
    classes = Files.writeString(temp.resolve("classes.yaml"), CLASSES);
    next =
        release(
            "pump",
            "1.2",
            payload(PayloadCodec.XZ, "", 1_000_000, 300_000),
            payload(PayloadCodec.MIXED, "1.1", 100_000, 1_000_000),
            payload(PayloadCodec.GDIFF_XZ, "1.1", 200_000, 300_000));
    between =
        release(
            "pump",
            "1.1",
            payload(PayloadCodec.XZ, "", 900_000, 300_000),
            payload(PayloadCodec.MIXED, "1.0", 50_000, 1_000_000));
  }

  private int choose(String... more) {
    String[] arguments = {"delta", "choose", classes.toString(), "--release", next.toString()};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return run(all);
  }

  @Test
  void theCheapestForEachClassLinkAndBaseIsShown() {
    assertThat(choose("--release", between.toString())).as(complained()).isZero();
    String base = image("1.0").brief();
    // 0.1 for a megabyte on cellular; decoding 0.004 as a mixed delta, 0.0001 as XZ.
    assertThat(printed())
        .isEqualTo(
            """
            CLASS   LINK      FROM          CHOSEN                         SIZE      COST
            sensor  cellular  1.1           mixed-1M                   100.0 kB  0.014000
            sensor  cellular  BASE0BASE0BA  mixed-1M to 1.1, mixed-1M  150.0 kB  0.023000
            sensor  cellular  any other     full-xz                      1.0 MB  0.100100
            sensor  wire      1.1           full-xz                      1.0 MB  0.000100
            sensor  wire      BASE0BASE0BA  full-xz                      1.0 MB  0.000100
            sensor  wire      any other     full-xz                      1.0 MB  0.000100

            Costs are for one device, in whole units of the money whose millionths are the file's prices.
            """
                .replace("BASE0BASE0BA", base));
  }

  @Test
  void whyShowsEveryRouteAndWhatTheDeviceLacks() {
    assertThat(choose("--why")).as(complained()).isZero();
    assertThat(printed())
        .contains("sensor on cellular, from 1.1:\n".replace("1.1", image("1.1").brief()))
        .containsPattern("mixed-1M +100.0 kB +0.010000 +0.004000 +0.000000 +0.000000 +0.014000")
        .containsPattern("gdiff-xz +200.0 kB .* can't decode GDIFF_XZ");
  }

  @Test
  void everyFaultOfTheFileIsNamed() throws IOException {
    Files.writeString(
        classes,
        """
        kind: DeviceClasses
        prices: {cpuSecond: -1, flashMegabyte: 0}
        links:
          - {name: wire, bytesPerSecond: 0, megabyte: 0}
        classes:
          - {name: sensor, links: [air], memory: much, speeds: {ZIP: 1}}
        """);
    assertThat(choose()).isEqualTo(2);
    assertThat(complained())
        .contains(
            ":2: prices.cpuSecond: must be a whole number",
            ":2: prices.hour: is missing",
            ":4: links[1].megabyte: bytesPerSecond must be at least 1: 0",
            ":6: classes[1].links: there is no link air",
            ":6: classes[1].memory: must be a whole number",
            ":6: classes[1].speeds.ZIP: is no field here");
  }

  @Test
  void releasesOfAnotherModelAreRefused() throws IOException {
    Path other = release("valve", "1.0", payload(PayloadCodec.XZ, "", 1000, 1000));
    assertThat(choose("--release", other.toString())).isEqualTo(2);
    assertThat(complained()).contains("is for another model");
  }

  @Test
  void theExampleIsRead() {
    classes = Path.of("../docs/examples/device-classes.yaml");
    assertThat(choose()).as(complained()).isZero();
    assertThat(printed()).contains("gateway  ethernet");
  }
}
