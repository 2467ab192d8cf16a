package dev.weir.protocol.wire;

/** Every limit of the wire, in one place. Source: docs/protocol.md, section 2. */
public final class Limits {
  /** One message between a device and its region, in bytes. */
  public static final int DEVICE_MESSAGE = 64 * 1024;

  /** One message between a region and global, in bytes. */
  public static final int REGION_MESSAGE = 4 * 1024 * 1024;

  /** A manifest with its signatures, in bytes. */
  public static final int MANIFEST = 256 * 1024;

  /** A short text: reasons, details, labels' values. In characters. */
  public static final int TEXT = 256;

  /** A selector, in characters. */
  public static final int SELECTOR = 1024;

  /** A certificate, a request for one or a key in PEM, in characters. */
  public static final int PEM = 16 * 1024;

  /** The body of one outbox entry, in bytes. */
  public static final int ENTRY = 4 * 1024;

  /** Telemetry packs in one message: all of them fit at their largest. */
  public static final int PACKS = 15;

  /** Readings in one pack. */
  public static final int READINGS = 256;

  /** A series' name, in characters. */
  public static final int SERIES = 64;

  /** A unit, in characters. */
  public static final int UNIT = 16;

  /** Series of one device in one answer. */
  public static final int SERIES_LIST = 64;

  /** Points of one series in one answer. */
  public static final int POINTS = 500;

  /** Residency rules. */
  public static final int RULES = 100;

  /** Outbox entries in one message. */
  public static final int ENTRIES = 32;

  /** Labels on one device. */
  public static final int LABELS = 32;

  /** Payloads in one manifest. */
  public static final int PAYLOADS = 16;

  /** Deltas that were built after their release was signed. */
  public static final int MORE_PAYLOADS = 64;

  /** Jobs for deltas that are shown with one rollout. */
  public static final int DELTAS = 100;

  /** A worker's name, in characters. */
  public static final int WORKER = 64;

  /** Chunks in one payload. */
  public static final int CHUNKS = 4096;

  /** Signatures on one statement. */
  public static final int SIGNATURES = 8;

  /** Waves in one rollout. */
  public static final int WAVES = 32;

  /** Elements of any other list. */
  public static final int LIST = 10_000;

  /** How deep values may nest. */
  public static final int DEPTH = 16;

  private Limits() {}
}
