package dev.weir.protocol.manifest;

/** What an image is, as far as a device can check before it switches. New formats go to the end. */
public enum ImageFormat {
  /** Only its digest is known; the device's own probe judges it. */
  RAW,
  /** An ELF program for the device's own machine, which the trial starts. */
  ELF
}
