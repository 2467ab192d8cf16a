package dev.weir.patcher.apply;

import dev.weir.patcher.format.BadPayload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * An image as it comes. Lets exactly as many bytes through as the image has. The last of them come
 * only when the whole payload has been found right to its end; after a failure every read fails the
 * same way.
 */
public final class DecodedImage extends InputStream {
  private final InputStream in;
  private final long imageBytes;
  private long made;
  private boolean checked;
  private Optional<IOException> failure = Optional.empty();

  /**
   * @param made bytes that came before it was saved
   */
  DecodedImage(InputStream in, long imageBytes, long made) {
    this.in = in;
    this.imageBytes = imageBytes;
    this.made = made;
  }

  /** How many bytes have come, with those before it was saved. */
  public long made() {
    return made;
  }

  /** Whether it can be saved where it is, so that decoding need not begin anew after a kill. */
  public boolean canSave() {
    return in instanceof Resumable decoder && failure.isEmpty() && decoder.canSave();
  }

  /**
   * Writes down what {@link ImageDecoder#resume} needs; its size is about that of the decoder's
   * memory.
   *
   * @throws IllegalStateException unless it {@link #canSave can be saved}
   */
  public void save(OutputStream out) throws IOException {
    if (!canSave()) {
      throw new IllegalStateException("can't be saved here");
    }
    ((Resumable) in).save(out);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    Objects.checkFromIndexSize(at, length, into.length);
    if (failure.isPresent()) {
      throw failure.get();
    }
    try {
      return length == 0 ? 0 : make(into, at, length);
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  private int make(byte[] into, int at, int length) throws IOException {
    int count = made == imageBytes ? 0 : some(into, at, length);
    if (made == imageBytes && !checked) {
      checkEnd();
    }
    return count == 0 ? -1 : count;
  }

  private int some(byte[] into, int at, int length) throws IOException {
    int count = in.read(into, at, (int) Math.min(length, imageBytes - made));
    if (count < 0) {
      throw bad("ends here; must have " + imageBytes + " bytes");
    }
    made += count;
    return count;
  }

  private void checkEnd() throws IOException {
    if (in.read() >= 0) {
      throw bad("must end here; the payload makes more bytes");
    }
    checked = true;
  }

  private BadPayload bad(String rule) {
    return new BadPayload(BadPayload.Place.IMAGE, made, rule);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
