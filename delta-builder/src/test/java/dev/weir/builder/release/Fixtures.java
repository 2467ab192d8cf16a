package dev.weir.builder.release;

import dev.weir.builder.adapter.javaxdelta.JavaxDeltaCodec;
import dev.weir.builder.adapter.mixed.MixedDeltaCodec;
import dev.weir.builder.adapter.xz.XzFullCodec;
import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.codec.Progress;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Small images that look like programs, and requests for releases of them. */
public final class Fixtures {
  private Fixtures() {}

  /** Something like a program: an ELF header for x86-64, then calls to a few places and data. */
  public static byte[] program(int seed, int calls) {
    Random random = new Random(seed);
    byte[] image = new byte[64 + calls * 16];
    byte[] header = {0x7f, 'E', 'L', 'F', 2, 1, 1};
    System.arraycopy(header, 0, image, 0, header.length);
    image[16] = 2;
    image[18] = 62;
    for (int call = 0; call < calls; call++) {
      byte[] code = new byte[16];
      random.nextBytes(code);
      code[0] = (byte) 0xe8;
      System.arraycopy(code, 0, image, 64 + call * 16, code.length);
    }
    return image;
  }

  /** What nothing packs, behind an ELF magic number. */
  public static byte[] noise(int seed, int bytes) {
    byte[] image = new byte[bytes];
    new Random(seed).nextBytes(image);
    System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 0}, 0, image, 0, 5);
    return image;
  }

  /** The same program with some bytes put in, which moves all that follows. */
  public static byte[] changed(byte[] program, int inserted) {
    byte[] image = new byte[program.length + inserted];
    int at = program.length / 3;
    System.arraycopy(program, 0, image, 0, at);
    System.arraycopy(program, at, image, at + inserted, program.length - at);
    image[program.length / 2] ^= 1;
    return image;
  }

  /** The same program with another byte here and there: mixed deltas are smaller than GDIFF. */
  public static byte[] edited(byte[] program) {
    byte[] image = program.clone();
    Random random = new Random(3);
    for (int at = 100; at < image.length; at += 50 + random.nextInt(100)) {
      image[at] = (byte) random.nextInt();
    }
    return image;
  }

  public static Path write(Path folder, String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  public static Releases releases() {
    return new Releases(
        new XzFullCodec(),
        new DeltaSelection(List.of(gdiff()), Circumstances.USUAL),
        Progress.NONE);
  }

  public static DeltaVariant gdiff() {
    return new DeltaVariant("gdiff-xz", PayloadCodec.GDIFF_XZ, 0, new JavaxDeltaCodec());
  }

  /** Mixed deltas with a table of that power of two of slots; 0: packed by LZMA. */
  public static DeltaVariant mixed(int tableBits) {
    return new DeltaVariant(
        "mixed-" + tableBits,
        tableBits == MixedDeltaCodec.LZMA ? PayloadCodec.MIXED_LZMA : PayloadCodec.MIXED,
        0,
        new MixedDeltaCodec(tableBits));
  }

  public static BuildRequest request(Path image, Base... bases) {
    return new BuildRequest(
        ReleaseId.of("pump-2.0"),
        new Version("2.0"),
        7,
        new Compatibility(new Model("pump-v2"), List.of(), List.of()),
        ImageFormat.ELF,
        image,
        List.of(bases),
        new Health(List.of("--version"), "pump 2.0", Duration.ofSeconds(5), Duration.ofSeconds(10)),
        Instant.parse("2026-01-02T03:04:05.678901Z"));
  }
}
