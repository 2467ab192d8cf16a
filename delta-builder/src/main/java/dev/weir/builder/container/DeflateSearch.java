package dev.weir.builder.container;

import dev.weir.patcher.container.Kind;
import dev.weir.patcher.container.Piece;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Finds where deflated streams end, and in which style zlib makes them again. */
final class DeflateSearch implements AutoCloseable {
  /** Shorter streams are left as they are, in bytes: describing them costs more. */
  private static final int LEAST_PACKED = 64;

  /** What inflating streams that break may cost, in bytes for each byte of the image. */
  private static final int MOST_WASTE = 64;

  private final byte[] image;
  private final Inflater inflater = new Inflater(true);
  private final DeflateStyles styles = new DeflateStyles();
  private final byte[] scratch = new byte[1 << 16];
  private long wasteLeft;

  DeflateSearch(byte[] image) {
    this.image = image;
    this.wasteLeft = (long) MOST_WASTE * image.length;
  }

  /**
   * The stream of the container whose header begins at {@code at}.
   *
   * @param data where the stream begins; -1 where there is no such container
   */
  Found look(int at, int data) {
    if (data < 0 || wasteLeft < 0 || !inflates(data)) {
      return Found.nothing(at);
    }
    int packed = (int) inflater.getBytesRead();
    Found raw = Found.raw(data, data + packed);
    if (packed < LEAST_PACKED) {
      return raw;
    }
    long content = inflater.getBytesWritten();
    return styles
        .first(style -> Rebuilding.gives(image, data, piece(style, content, packed)))
        .map(style -> new Found(data, piece(style, content, packed)))
        .orElse(raw);
  }

  private static Piece piece(int style, long content, int packed) {
    return new Piece(Kind.DEFLATE, style, 0, content, packed);
  }

  private boolean inflates(int data) {
    inflater.reset();
    inflater.setInput(image, data, image.length - data);
    try {
      while (!inflater.finished() && inflater.getBytesWritten() <= Containers.MOST_CONTENT) {
        if (inflater.inflate(scratch) == 0 && inflater.needsInput()) {
          break;
        }
      }
    } catch (DataFormatException e) {
      // It isn't a stream, so it is waste.
    }
    if (!inflater.finished()) {
      wasteLeft -= inflater.getBytesRead() + inflater.getBytesWritten();
    }
    return inflater.finished();
  }

  @Override
  public void close() {
    inflater.end();
  }
}
