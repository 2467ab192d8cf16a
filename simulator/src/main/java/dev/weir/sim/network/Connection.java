package dev.weir.sim.network;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelListener;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import dev.weir.sim.kernel.Kernel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One connection of a device with its region. Where the link is cut, both ends find out after the
 * keep-alive; a device that dies is missed as late.
 */
public final class Connection implements Channel {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  private final Kernel kernel;
  private final Network network;
  private final String link;
  private final DeviceId device;
  private final ChannelListener listener;
  private Optional<SimFrontEnd> frontEnd = Optional.empty();
  private boolean over;

  private Connection(
      Kernel kernel, Network network, String link, DeviceId device, ChannelListener listener) {
    this.kernel = kernel;
    this.network = network;
    this.link = link;
    this.device = device;
    this.listener = listener;
  }

  /**
   * Begins to connect.
   *
   * @param region its front end; empty while it is down
   */
  public static Connection open(
      Kernel kernel,
      Network network,
      String link,
      DeviceId device,
      Supplier<Optional<SimFrontEnd>> region,
      ChannelListener listener) {
    Connection connection = new Connection(kernel, network, link, device, listener);
    network.later(() -> connection.arrive(region.get()));
    return connection;
  }

  DeviceId device() {
    return device;
  }

  private void arrive(Optional<SimFrontEnd> region) {
    if (over) {
      return;
    }
    if (network.isCut(link) || region.isEmpty()) {
      ended("can't be reached");
      return;
    }
    frontEnd = region;
    region.get().connected(this);
    network.later(
        () -> {
          if (!over) {
            listener.opened();
          }
        });
    watch();
  }

  private void watch() {
    kernel.after(
        KEEP_ALIVE,
        () -> {
          if (over) {
            return;
          }
          if (network.isCut(link)) {
            lost();
          } else {
            watch();
          }
        });
  }

  /** Both ends find out that it is over. */
  private void lost() {
    frontEnd.ifPresent(end -> end.disconnected(this));
    ended("lost");
  }

  @Override
  public void send(Bytes uplink) {
    if (!over) {
      network.carry(link, () -> frontEnd.ifPresent(end -> end.received(this, uplink)));
    }
  }

  void deliver(Bytes downlink) {
    network.carry(
        link,
        () -> {
          if (!over) {
            listener.received(downlink);
          }
        });
  }

  /** The device's end hears that it is over, once. */
  void ended(String why) {
    if (!over) {
      over = true;
      network.later(() -> listener.closed(why));
    }
  }

  @Override
  public void close() {
    over = true;
    network.later(() -> frontEnd.ifPresent(end -> end.disconnected(this)));
  }

  /** The device died: its region misses it after a while. */
  public void abandoned() {
    over = true;
    kernel.after(KEEP_ALIVE, () -> frontEnd.ifPresent(end -> end.disconnected(this)));
  }
}
