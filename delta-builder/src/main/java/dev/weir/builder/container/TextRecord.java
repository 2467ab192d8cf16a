package dev.weir.builder.container;

import dev.weir.patcher.container.RecordStyle.Ending;
import java.util.Optional;

/** A line of octets, written as hexadecimal digits. */
final class TextRecord {
  private static final int LETTER_CASE = 0x20;

  private final byte[] image;
  private final int digits;
  private final Ending ending;
  private final int next;
  private boolean lower;
  private boolean upper;
  private int sum;

  private TextRecord(byte[] image, int digits, int octets, Ending ending) {
    this.image = image;
    this.digits = digits;
    this.ending = ending;
    this.next = digits + 2 * octets + ending.text().length();
  }

  /**
   * The record that is there, if its line is whole and its letters are all of one case.
   *
   * @param digits where the first octet stands
   * @param octets how many there are
   */
  static Optional<TextRecord> parse(byte[] image, int digits, int octets) {
    return ending(image, digits + 2 * octets)
        .map(ending -> new TextRecord(image, digits, octets, ending))
        .filter(record -> record.sumUp(octets));
  }

  private static Optional<Ending> ending(byte[] image, int at) {
    boolean feeds = at < image.length && image[at] == '\n';
    boolean returns = at < image.length && image[at] == '\r';
    boolean both = returns && at + 1 < image.length && image[at + 1] == '\n';
    if (both) {
      return Optional.of(Ending.CRLF);
    }
    return feeds ? Optional.of(Ending.LF) : returns ? Optional.of(Ending.CR) : Optional.empty();
  }

  private boolean sumUp(int octets) {
    for (int i = 0; i < octets; i++) {
      int octet = octet(i);
      if (octet < 0) {
        return false;
      }
      sum += octet;
      note(image[digits + 2 * i]);
      note(image[digits + 2 * i + 1]);
    }
    return !(lower && upper);
  }

  private void note(byte digit) {
    boolean letter = digit > '9';
    lower |= letter && (digit & LETTER_CASE) != 0;
    upper |= letter && (digit & LETTER_CASE) == 0;
  }

  /** The octet that stands at a place of the image; -1 where none does. */
  static int octetAt(byte[] image, int at) {
    if (at + 1 >= image.length) {
      return -1;
    }
    int high = Character.digit(image[at], 16);
    int low = Character.digit(image[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  int octet(int index) {
    return octetAt(image, digits + 2 * index);
  }

  /** The lower 8 bits of the sum of all octets. */
  int sum() {
    return sum & 0xff;
  }

  Ending ending() {
    return ending;
  }

  boolean lower() {
    return lower;
  }

  boolean upper() {
    return upper;
  }

  /** Where the next line begins. */
  int next() {
    return next;
  }
}
