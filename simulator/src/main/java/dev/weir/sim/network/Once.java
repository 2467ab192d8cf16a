package dev.weir.sim.network;

import java.util.function.Consumer;

/** A reply that is given at most once, whatever a link does to it. */
final class Once<T> {
  private final Consumer<T> reply;
  private boolean given;

  Once(Consumer<T> reply) {
    this.reply = reply;
  }

  void give(T value) {
    if (!given) {
      given = true;
      reply.accept(value);
    }
  }
}
