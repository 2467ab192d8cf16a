package dev.weir.transport.coap;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.ResumptionSupportingConnectionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The region's DTLS. It forgets a session that its peer has closed, which the library keeps to
 * resume it; here nothing is resumed.
 */
final class RegionConnector extends DTLSConnector {
  private static final Logger LOG = LoggerFactory.getLogger(RegionConnector.class);
  private static final long FAREWELL_MILLIS = 500;

  private final ResumptionSupportingConnectionStore store;

  RegionConnector(DtlsConnectorConfig config) {
    this(config, createConnectionStore(config));
  }

  private RegionConnector(DtlsConnectorConfig config, ResumptionSupportingConnectionStore store) {
    super(config, store);
    this.store = store;
    setAlertHandler(this::alerted);
  }

  /** Ends a session without a word to its peer. Any thread; nothing happens if it is over. */
  void drop(Connection connection) {
    try {
      connection.getExecutor().execute(() -> store.remove(connection, true));
    } catch (RejectedExecutionException e) {
      LOG.debug("the session was over already");
    }
  }

  /** Says goodbye (close_notify) to these, so that they need not find out; waits for a moment. */
  void farewell(List<Connection> connections) {
    CountDownLatch said = new CountDownLatch(connections.size());
    for (Connection connection : connections) {
      try {
        InetSocketAddress peer = connection.getPeerAddress();
        if (peer != null) {
          close(peer);
        }
        connection.getExecutor().execute(said::countDown);
      } catch (RejectedExecutionException e) {
        said.countDown();
      }
    }
    try {
      if (!said.await(FAREWELL_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.info("{} devices have to find out by themselves that the region went", said.getCount());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs on the connection's own executor. */
  private void alerted(InetSocketAddress peer, AlertMessage alert) {
    if (peer != null && alert.getDescription() == AlertDescription.CLOSE_NOTIFY) {
      Connection connection = store.get(peer);
      if (connection != null && connection.isClosed()) {
        store.remove(connection, true);
      }
    }
  }
}
