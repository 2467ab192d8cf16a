package dev.weir.sim.network;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Bytes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A region's end of all its devices' connections. */
public final class SimFrontEnd implements FrontEnd {
  private final RegionId region;
  private final Uplinks uplinks;
  private final Artifacts artifacts;
  private final BiConsumer<DeviceId, Bytes> sends;
  private final TreeMap<DeviceId, Connection> connections = new TreeMap<>();
  private Optional<Forger> forger = Optional.empty();

  /**
   * For the life of one start of a region.
   *
   * @param sends sees each downlink as it leaves
   */
  public SimFrontEnd(
      RegionId region, Uplinks uplinks, Artifacts artifacts, BiConsumer<DeviceId, Bytes> sends) {
    this.region = region;
    this.uplinks = uplinks;
    this.artifacts = artifacts;
    this.sends = sends;
  }

  @Override
  public String transport() {
    return "mqtt";
  }

  @Override
  public URI address() {
    return URI.create("mqtts://" + region.name() + ".example:8883");
  }

  Artifacts artifacts() {
    return forger.map(f -> f.artifacts(artifacts)).orElse(artifacts);
  }

  /** The region is no longer its own master. */
  public void takenOver(Forger by) {
    forger = Optional.of(by);
  }

  /** A connection came; an older one of the same device ends. */
  void connected(Connection connection) {
    Connection before = connections.put(connection.device(), connection);
    if (before != null && before != connection) {
      before.ended("taken over");
    }
    uplinks.connected(Peer.of(connection.device()), this);
  }

  void disconnected(Connection connection) {
    if (connections.remove(connection.device(), connection)) {
      uplinks.disconnected(Peer.of(connection.device()), this);
    }
  }

  void received(Connection connection, Bytes uplink) {
    if (connections.get(connection.device()) == connection) {
      uplinks.received(Peer.of(connection.device()), this, uplink, reception -> {});
    }
  }

  @Override
  public void send(DeviceId device, Bytes downlink) {
    sends.accept(device, downlink);
    Connection connection = connections.get(device);
    if (connection != null) {
      connection.deliver(forger.map(f -> f.downlink(downlink)).orElse(downlink));
    }
  }

  /** The region is no more: its devices find out. */
  @Override
  public void close() {
    List<Connection> all = List.copyOf(connections.values());
    connections.clear();
    all.forEach(connection -> connection.ended("the region went away"));
  }
}
