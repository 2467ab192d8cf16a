package dev.weir.global.adapter.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of an artifact's bytes (RFC 9110, section 14.1.2).
 *
 * @param from first byte
 * @param length in bytes; nothing or less where it lies outside
 */
record ByteRange(long from, long length) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads a {@code Range} header. Empty where there is none, or one that a server may ignore: of
   * another unit, of several ranges, or malformed.
   */
  static Optional<ByteRange> parse(Optional<String> header, long size) {
    Optional<Matcher> found =
        header.map(text -> ONE.matcher(text.strip())).filter(Matcher::matches);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String first = found.get().group(1);
    String last = found.get().group(2);
    if (first.isEmpty() && last.isEmpty()) {
      return Optional.empty();
    }
    if (first.isEmpty()) {
      long length = Math.min(size, Long.parseLong(last));
      return Optional.of(new ByteRange(size - length, length));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? size - 1 : Long.parseLong(last);
    return to < from && !last.isEmpty()
        ? Optional.empty()
        : Optional.of(new ByteRange(from, Math.min(to, size - 1) - from + 1));
  }

  String contentRange(long size) {
    return "bytes " + from + "-" + (from + length - 1) + "/" + size;
  }
}
