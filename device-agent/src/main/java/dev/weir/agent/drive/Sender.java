package dev.weir.agent.drive;

import dev.weir.protocol.message.Uplink;

/** The connection with the region, as those see it who have something to say. */
interface Sender {
  /** Whether what is sent now has a chance to arrive. */
  boolean isOpen();

  /** Sends; does nothing where it is not open. */
  void send(Uplink message);
}
