package dev.weir.protocol.wire;

import dev.weir.protocol.id.Digest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Bytes that do not change, equal by content. */
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Copies. */
  public static Bytes of(byte[] content) {
    return new Bytes(content.clone());
  }

  /** Copies {@code length} bytes from {@code offset}. */
  public static Bytes of(byte[] content, int offset, int length) {
    return new Bytes(Arrays.copyOfRange(content, offset, offset + length));
  }

  /** Takes over the array: the caller gives it up and never writes to it again. */
  public static Bytes wrap(byte[] content) {
    return new Bytes(content);
  }

  public static Bytes ofUtf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public int size() {
    return content.length;
  }

  public boolean isEmpty() {
    return content.length == 0;
  }

  public byte[] toArray() {
    return content.clone();
  }

  /** A read-only view, without a copy. */
  public ByteBuffer asBuffer() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  public InputStream asStream() {
    return new ByteArrayInputStream(content);
  }

  public Bytes slice(int offset, int length) {
    return of(content, offset, length);
  }

  public Bytes concat(Bytes tail) {
    byte[] whole = Arrays.copyOf(content, content.length + tail.content.length);
    System.arraycopy(tail.content, 0, whole, content.length, tail.content.length);
    return new Bytes(whole);
  }

  public Digest digest() {
    return Digest.of(content);
  }

  public String utf8() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** The array itself, for codecs in this package that only read it. */
  byte[] unsafeArray() {
    return content;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes b && Arrays.equals(content, b.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Base64 (RFC 4648, section 4). */
  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(content);
  }
}
