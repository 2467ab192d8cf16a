package dev.weir.builder.container;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes records plainly, one a call; spelled out anew so that tests have a second opinion. */
final class Records {
  private final StringBuilder text = new StringBuilder();
  private final String ending;

  Records(String ending) {
    this.ending = ending;
  }

  static byte[] content(int size) {
    return Samples.noise(4, size);
  }

  /** Data records of one length, from one address, as they come; none is cut at 64 KiB. */
  Records data(int address, byte[] content, int from, int to, int length) {
    for (int at = from; at < to; at += length) {
      intelHex(0, address + at - from, content, at, Math.min(length, to - at));
    }
    return this;
  }

  Records upper(int type, int value) {
    return intelHex(type, 0, new byte[] {(byte) (value >> 8), (byte) value}, 0, 2);
  }

  Records end() {
    return intelHex(1, 0, new byte[0], 0, 0);
  }

  private Records intelHex(int type, int offset, byte[] data, int from, int length) {
    String octets = String.format("%02X%04X%02X", length, offset & 0xffff, type);
    return record(":", octets + hex(data, from, length), 0);
  }

  /** An S-record whose address has so many bytes. */
  Records sRecord(int type, int addressBytes, long address, byte[] data, int from, int length) {
    String digits = "%0" + 2 * addressBytes + "X";
    String octets = String.format("%02X" + digits, addressBytes + length + 1, address);
    return record("S" + type, octets + hex(data, from, length), 255);
  }

  Records sRecords(int type, long address, byte[] data, int length) {
    for (int at = 0; at < data.length; at += length) {
      sRecord(type, type + 1, address + at, data, at, Math.min(length, data.length - at));
    }
    return this;
  }

  private Records record(String mark, String octets, int from) {
    int sum = from;
    for (int i = 0; i < octets.length(); i += 2) {
      sum -= Integer.parseInt(octets.substring(i, i + 2), 16);
    }
    text.append(mark).append(octets).append(String.format("%02X", sum & 0xff)).append(ending);
    return this;
  }

  private static String hex(byte[] data, int from, int length) {
    StringBuilder hex = new StringBuilder();
    for (int i = from; i < from + length; i++) {
      hex.append(String.format("%02X", data[i] & 0xff));
    }
    return hex.toString();
  }

  Records line(String line) {
    text.append(line).append(ending);
    return this;
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  byte[] lowerCase() {
    return text.toString().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
  }
}
