package dev.weir.patcher.apply;

import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.PayloadBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The image of a mixed delta, pulled: reads the payload as it goes. */
final class MixedImage extends InputStream implements Resumable {
  private static final int PIECE = 2048;

  private final InputStream payload;
  private final MixedPatch patch;
  private final byte[] piece = new byte[PIECE];
  private int at;
  private int end;
  private long read;

  MixedImage(
      InputStream payload, BaseImage base, Scratch scratch, long imageBytes, long memoryLimit) {
    this(payload, new MixedPatch(base, scratch, imageBytes, memoryLimit));
  }

  private MixedImage(InputStream payload, MixedPatch patch) {
    this.payload = payload;
    this.patch = patch;
    this.read = patch.fed();
  }

  /** Goes on where another was saved. */
  static MixedImage restored(
      PayloadBytes payload,
      BaseImage base,
      Scratch scratch,
      long imageBytes,
      long memoryLimit,
      InputStream saved)
      throws IOException {
    MixedPatch patch = new MixedPatch(base, scratch, imageBytes, memoryLimit);
    patch.restore(saved);
    return new MixedImage(payload.from(patch.fed()), patch);
  }

  /** How many bytes it has made, with those before it was saved. */
  long made() {
    return patch.made();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      int count = patch.output(into, offset, length);
      if (count > 0) {
        return count;
      }
      if (patch.ended()) {
        checkEnd();
        return -1;
      }
      feed();
    }
  }

  private void feed() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, payload.read(piece, 0, PIECE));
      read += end;
      if (end == 0) {
        patch.endInput();
        return;
      }
    }
    at += patch.input(piece, at, end - at);
  }

  private void checkEnd() throws IOException {
    if (patch.surplus() > 0 || at < end || payload.read() >= 0) {
      throw new BadPayload(
          BadPayload.Place.PAYLOAD,
          read - (end - at) - patch.surplus(),
          "must end here; more bytes follow the image");
    }
  }

  @Override
  public boolean canSave() {
    return patch.canSave();
  }

  @Override
  public void save(OutputStream out) throws IOException {
    patch.save(out);
  }

  @Override
  public void close() throws IOException {
    patch.close();
    payload.close();
  }
}
