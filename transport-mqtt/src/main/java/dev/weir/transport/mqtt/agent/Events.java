package dev.weir.transport.mqtt.agent;

import dev.weir.protocol.channel.ChannelListener;
import dev.weir.protocol.wire.Bytes;

/** Tells the listener what happens, one thing at a time, and nothing after the end. */
final class Events {
  private final ChannelListener listener;
  private boolean over;

  Events(ChannelListener listener) {
    this.listener = listener;
  }

  synchronized void opened() {
    if (!over) {
      listener.opened();
    }
  }

  synchronized void received(Bytes downlink) {
    if (!over) {
      listener.received(downlink);
    }
  }

  /** The first reason is the one that is told. */
  synchronized void closed(String why) {
    if (!over) {
      over = true;
      listener.closed(why);
    }
  }
}
