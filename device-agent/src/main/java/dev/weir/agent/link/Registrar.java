package dev.weir.agent.link;

import dev.weir.protocol.message.EnrolReply;
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
  sealed interface Answer {
    /**
     * What global's answer to {@code GET /v1/me} means. Only region and endpoints are taken from
     * it: whose releases a device believes is settled when it enrols.
     */
    static Answer of(EnrolReply reply) {
      if (reply.region().isEmpty()) {
        return new Nowhere("global names none");
      }
      if (reply.endpoints().isEmpty()) {
        return new Nowhere("region " + reply.region().get() + " has not said yet where it is");
      }
      return new At(new Home(reply.region(), reply.endpoints()));
    }
  }

  /** A region serves the device. */
  record At(Home home) implements Answer {}

  /** No region may serve the device now; one may later. */
  record Nowhere(String why) implements Answer {}

  /** There was no answer that can be used. */
  record Failed(String why) implements Answer {}
}
