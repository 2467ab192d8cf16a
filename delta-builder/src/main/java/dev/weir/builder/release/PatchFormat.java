package dev.weir.builder.release;

import dev.weir.patcher.format.BadPayload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** What kind of delta a file is, by its first bytes. */
public enum PatchFormat {
  /** The project's own, with digests of base and image. */
  MIXED("mixed", "574d4958"),
  /** Of bsdiff 4: BSDIFF40. */
  BSDIFF("bsdiff", "4253444946463430"),
  /** RFC 3284. */
  VCDIFF("vcdiff", "d6c3c4"),
  /** W3C NOTE-gdiff-19970901. */
  GDIFF("gdiff", "d1ffd1ff"),
  /** The same as XZ. */
  GDIFF_XZ("gdiff-xz", "fd377a585a00");

  private static final int LONGEST = 8;

  private final String text;
  private final String magic;

  PatchFormat(String text, String magic) {
    this.text = text;
    this.magic = magic;
  }

  /** Says of which format the file is; whether it is well-formed is not known by that. */
  public static PatchFormat of(Path file) throws IOException {
    String begin;
    try (InputStream in = Files.newInputStream(file)) {
      begin = HexFormat.of().formatHex(in.readNBytes(LONGEST));
    }
    return Arrays.stream(values())
        .filter(format -> begin.startsWith(format.magic))
        .findFirst()
        .orElseThrow(
            () ->
                new BadPayload(
                    BadPayload.Place.PAYLOAD,
                    0,
                    "is no delta: it begins with neither WMIX, BSDIFF40, d6 c3 c4 (VCDIFF),"
                        + " d1 ff d1 ff (GDIFF) nor as XZ"));
  }

  /** For people, such as {@code gdiff-xz}. */
  @Override
  public String toString() {
    return text;
  }
}
