package dev.weir.transport.mqtt.region;

import dev.weir.protocol.channel.FrontEnd;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.channel.Uplinks;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.wire.Bytes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Who is connected: at most one connection a device. The newest wins, since the older one is most
 * often one that the network has lost. The region hears of comings and goings in their order, which
 * is why they are told under the lock.
 */
final class Connections {
  private final FrontEnd frontEnd;
  private final Uplinks uplinks;
  private final int max;
  private final Map<DeviceId, Connection> seated = new ConcurrentHashMap<>();

  Connections(FrontEnd frontEnd, Uplinks uplinks, int max) {
    this.frontEnd = frontEnd;
    this.uplinks = uplinks;
    this.max = max;
  }

  /** Takes a device in; false where the front end is full. An older connection of it is ended. */
  synchronized boolean admit(Connection connection) {
    Connection older = seated.get(connection.device());
    if (older == null && seated.size() >= max) {
      return false;
    }
    seated.put(connection.device(), connection);
    if (older != null) {
      tellGone(older);
      older.takenOver();
    }
    return true;
  }

  /** The connection's subscription stands. */
  synchronized void reachable(Connection connection) {
    if (seated.get(connection.device()) == connection) {
      connection.setReachable(true);
      uplinks.connected(connection.peer(), frontEnd);
    }
  }

  /** The connection's subscription stands no more. */
  synchronized void unreachable(Connection connection) {
    tellGone(connection);
  }

  /** The connection ended. */
  synchronized void gone(Connection connection) {
    seated.remove(connection.device(), connection);
    tellGone(connection);
  }

  private void tellGone(Connection connection) {
    if (connection.isReachable()) {
      connection.setReachable(false);
      uplinks.disconnected(connection.peer(), frontEnd);
    }
  }

  void received(Peer peer, Bytes uplink, Consumer<Reception> taken) {
    uplinks.received(peer, frontEnd, uplink, taken);
  }

  /** The connection through which the device can be reached. */
  Optional<Connection> reachable(DeviceId device) {
    return Optional.ofNullable(seated.get(device)).filter(Connection::isReachable);
  }

  int size() {
    return seated.size();
  }
}
