package dev.weir.patcher.apply;

import dev.weir.patcher.foreign.BsdiffReader;
import dev.weir.patcher.format.PayloadBytes;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;

/**
 * Makes the image of a payload. Source: docs/protocol.md, section 5.3.
 *
 * <p>The stream that it opens is pulled: it reads a little of the payload and of the base for each
 * piece of the image, so memory does not grow with either; of a VCDIFF delta, one window at a time.
 * Everything malformed is refused with {@link dev.weir.patcher.format.BadPayload}, by {@code open}
 * or by a read: a payload that is cut off, damaged or followed by more bytes, a copy from outside
 * of the base, an image that is shorter or longer than it must be, a payload that needs more memory
 * than there is. The image's last byte is given only after the payload's end has been checked. The
 * image's digest is for the caller to check.
 */
public final class ImageDecoder {
  /** What is needed besides the unpacker's dictionary and tables, in bytes. */
  private static final long BUFFERS = CountedInput.BUFFER + DeltaImage.BUFFER + 16 * 1024;

  /** What a branch filter of the XZ format needs, in bytes. */
  private static final long FILTER = 8 * 1024;

  /** For full images: a base without bytes. */
  public static final BaseImage NO_BASE =
      new BaseImage() {
        @Override
        public long size() {
          return 0;
        }

        @Override
        public void read(long offset, byte[] into, int at, int length) {
          throw new IllegalStateException("there is no base");
        }
      };

  private ImageDecoder() {}

  /** Opens the image where there is no scratch file; payloads that need one are refused. */
  public static DecodedImage open(
      PayloadCodec codec, PayloadBytes payload, BaseImage base, long imageBytes, long memoryLimit)
      throws IOException {
    return open(codec, payload, base, Scratch.NONE, imageBytes, memoryLimit);
  }

  /**
   * Opens the image.
   *
   * @param payload closed with the image, and where it is refused
   * @param base read by deltas only; give {@link #NO_BASE} for a full image
   * @param scratch for the content of a base with packed pieces
   * @param imageBytes how long the image must be
   * @param memoryLimit in bytes; at least the payload's {@code memory} in the manifest
   * @throws dev.weir.patcher.format.BadPayload where the payload can't be the one
   * @throws IOException where the payload or the base can't be read
   */
  public static DecodedImage open(
      PayloadCodec codec,
      PayloadBytes payload,
      BaseImage base,
      Scratch scratch,
      long imageBytes,
      long memoryLimit)
      throws IOException {
    if (imageBytes < 0) {
      throw new IllegalArgumentException("imageBytes must not be negative: " + imageBytes);
    }
    InputStream image =
        switch (codec) {
          case XZ -> opened(payload, in -> unpacked(in, memoryLimit));
          case GDIFF_XZ ->
              opened(payload, in -> new DeltaImage(unpacked(in, memoryLimit), base, imageBytes));
          case MIXED, MIXED_LZMA ->
              new MixedImage(payload.from(0), base, scratch, imageBytes, memoryLimit);
          case BSDIFF -> new BsdiffImage(payload, base, imageBytes, memoryLimit);
          case VCDIFF -> new VcdiffImage(payload, base, imageBytes, memoryLimit);
        };
    return new DecodedImage(image, imageBytes, 0);
  }

  /**
   * Opens an image where it was {@link DecodedImage#save saved}.
   *
   * @param scratch as it was left
   * @param saved what was written then
   * @throws IOException where it can't be gone on with; then begin anew
   */
  public static DecodedImage resume(
      PayloadBytes payload,
      BaseImage base,
      Scratch scratch,
      long imageBytes,
      long memoryLimit,
      InputStream saved)
      throws IOException {
    MixedImage image = MixedImage.restored(payload, base, scratch, imageBytes, memoryLimit, saved);
    return new DecodedImage(image, imageBytes, image.made());
  }

  /** Opens the image of a GDIFF delta that is not packed; otherwise like {@link #open}. */
  public static DecodedImage openGdiff(PayloadBytes delta, BaseImage base, long imageBytes)
      throws IOException {
    return new DecodedImage(
        opened(delta, in -> new DeltaImage(in, base, imageBytes)), imageBytes, 0);
  }

  private interface Stage {
    InputStream over(InputStream payload) throws IOException;
  }

  private static InputStream opened(PayloadBytes payload, Stage stage) throws IOException {
    InputStream in = payload.from(0);
    try {
      return stage.over(in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream unpacked(InputStream payload, long memoryLimit) throws IOException {
    return new XzStage(payload, memoryLimit - BUFFERS);
  }

  /**
   * What decoding needs at most, in bytes, one branch filter included: for {@code memory} in a
   * manifest.
   *
   * @param dictionaryBytes of the payload's XZ stream, 4 KiB to 768 MiB
   */
  public static long memory(int dictionaryBytes) {
    return BUFFERS + FILTER + 1024L * unpackerKib(dictionaryBytes);
  }

  /** What decoding a GDIFF delta that is not packed needs at most, in bytes. */
  public static long gdiffMemory() {
    return BUFFERS;
  }

  /** What decoding a patch of bsdiff needs at most, in bytes: 11 MB as bsdiff makes them. */
  public static long memory(BsdiffReader patch) {
    return BsdiffImage.memory(patch);
  }

  /**
   * What decoding a VCDIFF delta needs at most, in bytes.
   *
   * @param windowBytes of the image that its largest window makes
   */
  public static long vcdiffMemory(long windowBytes) {
    return VcdiffImage.memory(windowBytes);
  }

  private static int unpackerKib(int dictionaryBytes) {
    LZMA2Options options = new LZMA2Options();
    try {
      options.setDictSize(dictionaryBytes);
    } catch (UnsupportedOptionsException e) {
      throw new IllegalArgumentException("dictionaryBytes can't be " + dictionaryBytes, e);
    }
    return options.getDecoderMemoryUsage();
  }
}
