package dev.weir.builder.release;

import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.FrameHeader;
import dev.weir.patcher.format.MixedHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a mixed delta's file ends where it must, as far as that shows without decoding: frames of
 * LZMA say how long they are (docs/protocol.md, section 11.4); a stream of mixed predictions does
 * not.
 */
final class StreamEnd {
  private StreamEnd() {}

  /**
   * Looks for the end.
   *
   * @return false where only decoding shows it
   * @throws BadPayload where the file ends before, or goes on behind it
   */
  static boolean isFound(Path delta, MixedHeader header) throws IOException {
    long size = Files.size(delta);
    boolean empty = header.imageBytes() == 0;
    if (empty && size > MixedHeader.SIZE) {
      throw bad(MixedHeader.SIZE, "goes on after the header; the image is empty");
    }
    if (!empty && size == MixedHeader.SIZE) {
      throw bad(size, "ends after the header, before the image does");
    }
    if (!empty && header.isLzma()) {
      checkFrames(delta, size);
    }
    return empty || header.isLzma();
  }

  private static void checkFrames(Path delta, long size) throws IOException {
    FilePayload payload = new FilePayload(delta);
    for (long at = MixedHeader.SIZE; at < size; ) {
      byte[] header = new byte[FrameHeader.SIZE];
      try (InputStream in = payload.from(at)) {
        if (in.readNBytes(header, 0, header.length) < header.length) {
          throw bad(size, "ends inside the header of the LZMA frame at byte " + at);
        }
      }
      long end = at + FrameHeader.SIZE + FrameHeader.decoded(header, at).packed();
      if (end > size) {
        throw bad(size, "ends inside the LZMA frame at byte " + at + ", which goes on to " + end);
      }
      at = end;
    }
  }

  private static BadPayload bad(long at, String rule) {
    return new BadPayload(BadPayload.Place.PAYLOAD, at, rule);
  }
}
