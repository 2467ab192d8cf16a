package dev.weir.protocol.channel;

import dev.weir.protocol.wire.Bytes;

/**
 * One connection of an agent with its region. It is opened once; after its end a new one is made.
 */
public interface Channel extends AutoCloseable {
  /** Sends an {@code Uplink}, best effort. Does not block; trouble ends the channel. */
  void send(Bytes uplink);

  /**
   * Ends the connection in good order: what was handed to {@link #send} before goes out first, for
   * at most two seconds.
   */
  @Override
  void close();
}
