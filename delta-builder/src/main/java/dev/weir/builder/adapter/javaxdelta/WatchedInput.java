package dev.weir.builder.adapter.javaxdelta;

import dev.weir.builder.codec.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how much of an image has been read. */
final class WatchedInput extends FilterInputStream {
  private static final int PIECE = 1024 * 1024;

  private final String step;
  private final long total;
  private final Progress progress;
  private long done;
  private long told;

  WatchedInput(InputStream in, String step, long total, Progress progress) {
    super(in);
    this.step = step;
    this.total = total;
    this.progress = progress;
    progress.at(step, 0, total);
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    int count = super.read(into, at, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int bytes) {
    done += bytes;
    if (bytes > 0 && (done - told >= PIECE || done == total)) {
      told = done;
      progress.at(step, done, total);
    }
  }
}
