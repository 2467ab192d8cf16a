package dev.weir.agent.link;

import java.util.function.Consumer;

/** Global, as a device asks it where it belongs. Source: docs/protocol.md, 6.7. */
public interface Registrar {
  /**
   * Asks. Does not block.
   *
   * @param reply called once, on any thread
   */
  void ask(Consumer<Answer> reply);

  /** What came of it. */
  sealed interface Answer {}

  /** A region serves the device. */
  record At(Home home) implements Answer {}

  /** No region may serve the device now; one may later. */
  record Nowhere(String why) implements Answer {}

  /** There was no answer that can be used. */
  record Failed(String why) implements Answer {}
}
