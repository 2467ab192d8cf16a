package dev.weir.agent.drive;

import dev.weir.protocol.channel.Loop;
import java.io.IOException;
import java.util.function.Consumer;

/** Long work in slices, one a turn of the loop, so that the agent stays able to answer. */
final class Slices {
  /** Bytes in one slice. */
  static final int BYTES = 256 * 1024;

  private final Loop loop;
  private final Turn turn;
  private final Consumer<IOException> onTrouble;

  Slices(Loop loop, Turn turn, Consumer<IOException> onTrouble) {
    this.loop = loop;
    this.turn = turn;
    this.onTrouble = onTrouble;
  }

  /** One slice. */
  interface Slice {
    /** Whether there is more to do. */
    boolean run() throws IOException;
  }

  /** What comes after the last one. */
  interface Then {
    void run() throws IOException;
  }

  /** Runs slices until there are no more, then the rest. */
  void run(Slice slice, Then then) {
    loop.execute(
        () -> {
          if (!turn.isLive()) {
            return;
          }
          try {
            if (slice.run()) {
              run(slice, then);
            } else {
              then.run();
            }
          } catch (IOException e) {
            onTrouble.accept(e);
          }
        });
  }
}
