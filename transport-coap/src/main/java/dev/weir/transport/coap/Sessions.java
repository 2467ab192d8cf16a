package dev.weir.transport.coap;

import dev.weir.protocol.id.DeviceId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.californium.scandium.ConnectionListener;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.DTLSSession;

/**
 * The DTLS sessions of a region. A device that comes again and again, because it lost its session
 * or out of malice, has at most {@link Settings#SESSIONS_PER_DEVICE}: the oldest one goes.
 */
final class Sessions implements ConnectionListener {
  private final Consumer<Connection> drop;
  private final Consumer<Caller.Session> ended;
  private final Map<ConnectionId, Caller.Session> sessions = new HashMap<>();
  private final Map<DeviceId, Deque<Connection>> owned = new HashMap<>();

  /**
   * @param drop ends a session
   * @param ended hears of each session that is over; must not block
   */
  Sessions(Consumer<Connection> drop, Consumer<Caller.Session> ended) {
    this.drop = drop;
    this.ended = ended;
  }

  @Override
  public void onConnectionEstablished(Connection connection) {
    DTLSSession session = connection.getEstablishedSession();
    Object name =
        connection.expectCid() ? connection.getConnectionId() : connection.getPeerAddress();
    if (session != null && name != null) {
      Caller.device(session.getPeerIdentity())
          .flatMap(device -> add(connection, new Caller.Session(device, name)))
          .ifPresent(drop);
    }
  }

  private synchronized Optional<Connection> add(Connection connection, Caller.Session session) {
    sessions.put(connection.getConnectionId(), session);
    Deque<Connection> ofDevice = owned.computeIfAbsent(session.device(), d -> new ArrayDeque<>());
    ofDevice.addLast(connection);
    return ofDevice.size() > Settings.SESSIONS_PER_DEVICE
        ? Optional.of(ofDevice.removeFirst())
        : Optional.empty();
  }

  @Override
  public void onConnectionRemoved(Connection connection) {
    remove(connection).ifPresent(ended);
  }

  private synchronized Optional<Caller.Session> remove(Connection connection) {
    Caller.Session session = sessions.remove(connection.getConnectionId());
    if (session == null) {
      return Optional.empty();
    }
    Deque<Connection> ofDevice = owned.get(session.device());
    if (ofDevice != null && ofDevice.remove(connection) && ofDevice.isEmpty()) {
      owned.remove(session.device());
    }
    return Optional.of(session);
  }

  synchronized List<Connection> all() {
    return owned.values().stream().flatMap(Deque::stream).toList();
  }

  @Override
  public boolean onConnectionUpdatesSequenceNumbers(Connection connection, boolean write) {
    return false;
  }

  @Override
  public boolean onConnectionMacError(Connection connection) {
    return false;
  }

  @Override
  public void beforeExecution(Connection connection) {}

  @Override
  public void updateExecution(Connection connection) {}

  @Override
  public void afterExecution(Connection connection) {}
}
