package dev.weir.protocol.manifest;

/** How a payload becomes an image. New codecs go to the end. */
public enum PayloadCodec {
  /** The whole image, as XZ. */
  XZ(10_000_000),
  /** A GDIFF delta (W3C NOTE-gdiff-19970901) from the base image, as XZ. */
  GDIFF_XZ(10_000_000),
  /** A delta of section 11: covers, predicted addresses, context mixing. */
  MIXED(500_000),
  /** A patch of bsdiff 4 (BSDIFF40). */
  BSDIFF(10_000_000),
  /** A VCDIFF delta (RFC 3284) as {@code xdelta3 -S none} writes it. */
  VCDIFF(10_000_000),
  /** A delta of section 11 without a table: differences packed by LZMA. */
  MIXED_LZMA(5_000_000);

  private final long usualSpeed;

  PayloadCodec(long usualSpeed) {
    this.usualSpeed = usualSpeed;
  }

  /**
   * Bytes of the image that a small device decodes in a second: an estimate, where nothing better
   * is known.
   */
  public long usualSpeed() {
    return usualSpeed;
  }
}
