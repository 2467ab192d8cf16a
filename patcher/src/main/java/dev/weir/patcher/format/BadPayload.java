package dev.weir.patcher.format;

import java.io.IOException;

/**
 * A payload that can't become the image: says where it breaks and which rule. Strangers cause it at
 * will, so it carries no stack trace. A disk or network that fails is never this exception.
 */
public final class BadPayload extends IOException {
  /** What the offset counts. */
  public enum Place {
    /** Bytes as they were downloaded. */
    PAYLOAD,
    /** Bytes of the delta, once unpacked. */
    DELTA,
    /** Bytes of the image. */
    IMAGE
  }

  private final Place place;
  private final long offset;
  private final String rule;

  /**
   * @param offset in bytes from the beginning of the place
   * @param rule what is broken, and the numbers
   */
  public BadPayload(Place place, long offset, String rule) {
    super(
        switch (place) {
              case PAYLOAD -> "payload";
              case DELTA -> "delta";
              case IMAGE -> "image";
            }
            + " at byte "
            + offset
            + ": "
            + rule);
    this.place = place;
    this.offset = offset;
    this.rule = rule;
  }

  public Place place() {
    return place;
  }

  public long offset() {
    return offset;
  }

  public String rule() {
    return rule;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
