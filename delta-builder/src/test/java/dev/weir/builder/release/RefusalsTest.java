package dev.weir.builder.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.builder.adapter.javaxdelta.JavaxDeltaCodec;
import dev.weir.builder.adapter.xz.XzFullCodec;
import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Encoded;
import dev.weir.builder.codec.FullCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalsTest {
  @TempDir Path folder;
  private Path image;
  private Path old;

  @BeforeEach
  void writeImages() throws IOException {
    image = Fixtures.write(folder, "new.img", Fixtures.program(1, 500));
    old = Fixtures.write(folder, "old.img", Fixtures.program(2, 500));
  }

  private List<String> faults(BuildRequest request) throws IOException {
    BuildResult result = Fixtures.releases().build(request, folder.resolve("out"));
    assertThat(result).isInstanceOf(BuildResult.Refused.class);
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve(".out.weir-build")).doesNotExist();
    return ((BuildResult.Refused) result).faults();
  }

  private Base base(Path file, String version) {
    return new Base(file, new Version(version));
  }

  @Test
  void namesEveryFaultAtOnce() throws IOException {
    Path empty = Fixtures.write(folder, "empty.img", new byte[0]);
    BuildRequest good = Fixtures.request(image);
    BuildRequest request =
        new BuildRequest(
            good.release(),
            good.version(),
            0,
            new Compatibility(
                new Model("pump-v2"), List.of(), List.of(new Version("1.0"), new Version("1.1"))),
            ImageFormat.ELF,
            Fixtures.write(folder, "script", "#!/bin/sh\n".getBytes(UTF_8)),
            List.of(base(folder.resolve("none"), "1.0"), base(empty, "1.1"), base(old, "0.9")),
            new Health(List.of(), "", Duration.ZERO, Duration.ofSeconds(-1)),
            Instant.parse("1969-12-31T23:59:59Z"));
    assertThat(faults(request))
        .containsExactly(
            "counter must be at least 1; found 0",
            "createdAt must not be before 1970; found 1969-12-31T23:59:59Z",
            "health timeout must be above 0; found PT0S",
            "health trial must not be negative; found PT-1S",
            "image "
                + folder.resolve("script")
                + ": does not begin with 7f 45 4c 46; is it an ELF program?",
            "base 1.0 " + folder.resolve("none") + ": is not a file",
            "base 1.1 " + empty + ": must have 1 to 1073741824 bytes; has 0",
            "base 0.9: the compatibility accepts only [1.0, 1.1] as bases");
  }

  @Test
  void refusesAnImageThatIsTooLarge() throws IOException {
    Path large = folder.resolve("large.img");
    try (var file =
        Files.newByteChannel(large, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.position(Releases.LARGEST_IMAGE).write(java.nio.ByteBuffer.allocate(1));
    }
    assertThat(faults(Fixtures.request(large)).get(0))
        .contains("must have 1 to 1073741824 bytes; has 1073741825");
  }

  @Test
  void refusesTheImageAsItsOwnBase() throws IOException {
    Path copy = Fixtures.write(folder, "copy.img", Files.readAllBytes(image));
    assertThat(faults(Fixtures.request(image, base(copy, "1.9"))))
        .containsExactly("base 1.9: is the image itself; leave it out");
  }

  @Test
  void refusesMoreBasesThanAManifestHasRoomFor() throws IOException {
    Base[] bases = Collections.nCopies(16, base(old, "1.0")).toArray(Base[]::new);
    assertThat(faults(Fixtures.request(image, bases)))
        .containsExactly("bases must be at most 15; found 16");
  }

  @Test
  void refusesWhatADeviceWouldNotRead() throws IOException {
    BuildRequest good = Fixtures.request(image);
    BuildRequest request =
        new BuildRequest(
            good.release(),
            good.version(),
            1,
            good.compatibility(),
            good.format(),
            image,
            List.of(),
            new Health(List.of("x".repeat(1000)), "", Duration.ofSeconds(1), Duration.ofSeconds(1)),
            good.createdAt());
    assertThat(faults(request).get(0))
        .startsWith("no device would read the manifest: ")
        .contains("arguments");
  }

  /** Claims to be a codec and writes whatever it is given. */
  private static final class Liar implements FullCodec, DeltaCodec {
    private final PayloadCodec codec;
    private final byte[] content;

    Liar(PayloadCodec codec, byte[] content) {
      this.codec = codec;
      this.content = content;
    }

    @Override
    public PayloadCodec codec() {
      return codec;
    }

    @Override
    public Encoded encode(Path image, Path out, Progress progress) throws IOException {
      Files.write(out, content);
      return new Encoded(content.length, 4 << 20);
    }

    @Override
    public Encoded encode(Path base, Path image, Path out, Progress progress) throws IOException {
      return encode(image, out, progress);
    }
  }

  private byte[] packed(byte[] content) throws IOException {
    Path file = Fixtures.write(folder, "content", content);
    Path out = folder.resolve("packed");
    new XzFullCodec().encode(file, out, Progress.NONE);
    return Files.readAllBytes(out);
  }

  private void caught(FullCodec full, DeltaCodec delta, String trouble) {
    DeltaVariant variant = new DeltaVariant("delta", delta.codec(), 0, delta);
    Releases releases =
        new Releases(
            full, new DeltaSelection(List.of(variant), Circumstances.USUAL), Progress.NONE);
    assertThatThrownBy(
            () -> releases.build(Fixtures.request(image, base(old, "1.0")), folder.resolve("out")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(trouble);
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve(".out.weir-build")).doesNotExist();
  }

  @Test
  void noticesAFullPayloadOfAnotherImage() throws IOException {
    byte[] other = Files.readAllBytes(image);
    other[3000] ^= 1;
    caught(
        new Liar(PayloadCodec.XZ, packed(other)),
        new JavaxDeltaCodec(),
        "XZ encoder: what it wrote decodes to another image, from byte 3000 on");
  }

  @Test
  void noticesAPayloadThatCantBeDecoded() {
    caught(
        new Liar(PayloadCodec.XZ, new byte[50]),
        new JavaxDeltaCodec(),
        "XZ encoder: what it wrote can't be decoded");
  }

  @Test
  void noticesAWrongDelta() throws IOException {
    byte[] commands = {(byte) 0xd1, (byte) 0xff, (byte) 0xd1, (byte) 0xff, 4, 0};
    caught(
        new XzFullCodec(),
        new Liar(PayloadCodec.GDIFF_XZ, packed(commands)),
        "GDIFF_XZ encoder: what it wrote can't be decoded");
  }
}
