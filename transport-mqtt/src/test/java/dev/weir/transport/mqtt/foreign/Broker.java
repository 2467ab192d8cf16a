package dev.weir.transport.mqtt.foreign;

import java.net.URI;

/** A broker that others wrote. It asks for certificates and lets all who have one do all. */
interface Broker {
  /** Returns when it takes connections. */
  void start() throws Exception;

  /** Where it is, since it was started last. */
  URI address();

  /** Ends all connections; a repeat does nothing. */
  void stop() throws Exception;
}
