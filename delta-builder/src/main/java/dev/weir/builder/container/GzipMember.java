package dev.weir.builder.container;

import dev.weir.patcher.machine.Bytes;

/** Headers of gzip members. Source: RFC 1952, section 2.3. */
final class GzipMember {
  private static final int SIGNATURE = 0x088b1f;
  private static final int HEADER = 10;
  private static final int HEADER_CHECK = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  /** Longest name and comment that are looked through, in bytes. */
  private static final int MOST_TEXT = 1024;

  private GzipMember() {}

  /** Where the deflated data begins of the member whose header is there; -1 where none is. */
  static int data(byte[] image, int at) {
    Bytes bytes = Bytes.of(image);
    int flags = bytes.at(at + 3);
    if ((bytes.word(at) & 0xffffff) != SIGNATURE || (flags & RESERVED) != 0) {
      return -1;
    }
    int data = at + HEADER;
    if ((flags & EXTRA) != 0) {
      data += 2 + bytes.half(data);
    }
    if ((flags & NAME) != 0) {
      data = afterText(bytes, data);
    }
    if ((flags & COMMENT) != 0) {
      data = afterText(bytes, data);
    }
    if ((flags & HEADER_CHECK) != 0) {
      data += 2;
    }
    return data >= 0 && data < image.length ? data : -1;
  }

  private static int afterText(Bytes bytes, int from) {
    int at = from;
    while (bytes.at(at) != 0 && at - from < MOST_TEXT) {
      at++;
    }
    return at + 1;
  }
}
