package dev.weir.patcher.apply;

import java.io.IOException;

/** Room for the decoded content of a base: written once from its beginning, then read. */
public interface Scratch extends BaseImage {
  /** How many bytes it may have at most. */
  long room();

  /**
   * Appends bytes.
   *
   * @throws IOException where the medium fails or is full
   */
  void append(byte[] piece, int at, int length) throws IOException;

  /** Without room: payloads that need some are refused. */
  Scratch NONE =
      new Scratch() {
        @Override
        public long room() {
          return 0;
        }

        @Override
        public long size() {
          return 0;
        }

        @Override
        public void append(byte[] piece, int at, int length) {
          throw new IllegalStateException("there is no scratch file");
        }

        @Override
        public void read(long offset, byte[] into, int at, int length) {
          throw new IllegalStateException("there is no scratch file");
        }
      };
}
