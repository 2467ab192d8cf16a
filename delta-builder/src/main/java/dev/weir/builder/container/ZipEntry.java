package dev.weir.builder.container;

import dev.weir.patcher.machine.Bytes;

/**
 * Local file headers of zip files. Sizes in them are not used, so data descriptors and zip64 make
 * no difference. Source: PKWARE, APPNOTE.TXT 6.3.10, section 4.3.7.
 */
final class ZipEntry {
  private static final int SIGNATURE = 0x04034b50;
  private static final int HEADER = 30;
  private static final int ENCRYPTED = 1;
  private static final int DEFLATED = 8;

  private ZipEntry() {}

  /** Where the deflated data begins of the entry whose header is there; -1 where none is. */
  static int data(byte[] image, int at) {
    Bytes bytes = Bytes.of(image);
    if (bytes.word(at) != SIGNATURE
        || (bytes.half(at + 6) & ENCRYPTED) != 0
        || bytes.half(at + 8) != DEFLATED) {
      return -1;
    }
    long data = (long) at + HEADER + bytes.half(at + 26) + bytes.half(at + 28);
    return data < image.length ? (int) data : -1;
  }
}
