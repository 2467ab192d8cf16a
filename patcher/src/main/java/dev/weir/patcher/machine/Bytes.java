package dev.weir.patcher.machine;

/** An image to look at, little endian. What is outside of it, or out of reach, is 0. */
public abstract class Bytes {
  /** The byte at a position, from 0 to 255. */
  public abstract int at(int position);

  /** Two bytes, from 0 to 65535. */
  public final int half(int position) {
    return at(position) | at(position + 1) << 8;
  }

  /** Four bytes. */
  public int word(int position) {
    return half(position) | half(position + 2) << 16;
  }

  /** Adds bytes to those of an array, modulo 256. */
  public void addTo(byte[] to, int at, int count, int position) {
    for (int i = 0; i < count; i++) {
      to[at + i] += (byte) at(position + i);
    }
  }

  /** Every byte of an array. */
  public static Bytes of(byte[] image) {
    return new Bytes() {
      @Override
      public int at(int position) {
        return Integer.compareUnsigned(position, image.length) < 0 ? image[position] & 0xff : 0;
      }
    };
  }
}
