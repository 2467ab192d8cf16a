package dev.weir.protocol.manifest;

/** How a payload becomes an image. New codecs go to the end. */
public enum PayloadCodec {
  /** The whole image, as XZ. */
  XZ,
  /** A GDIFF delta (W3C NOTE-gdiff-19970901) from the base image, as XZ. */
  GDIFF_XZ,
  /** A delta of section 11: covers, predicted addresses, context mixing. */
  MIXED,
  /** A patch of bsdiff 4 (BSDIFF40). */
  BSDIFF,
  /** A VCDIFF delta (RFC 3284) as {@code xdelta3 -S none} writes it. */
  VCDIFF
}
