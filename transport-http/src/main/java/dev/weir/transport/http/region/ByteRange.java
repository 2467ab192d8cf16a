package dev.weir.transport.http.region;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes that a client asks for (RFC 9110, section 14.1.2).
 *
 * @param first position
 * @param length how many; {@link Long#MAX_VALUE} for all that follow
 */
record ByteRange(long first, long length) {
  /** Eighteen digits always fit a long. */
  private static final Pattern ONE =
      Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})?", Pattern.CASE_INSENSITIVE);

  /**
   * Reads a {@code Range} field. Empty where it asks for the last bytes, for several ranges or is
   * not understood: a server may then send the whole (RFC 9110, section 14.2), and must where it
   * does not know the unit.
   */
  static Optional<ByteRange> parse(String field) {
    Matcher matcher = ONE.matcher(field.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long first = Long.parseLong(matcher.group(1));
    if (matcher.group(2) == null) {
      return Optional.of(new ByteRange(first, Long.MAX_VALUE));
    }
    long last = Long.parseLong(matcher.group(2));
    return last < first ? Optional.empty() : Optional.of(new ByteRange(first, last - first + 1));
  }
}
