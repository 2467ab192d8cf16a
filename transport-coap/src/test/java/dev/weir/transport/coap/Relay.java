package dev.weir.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network between one agent and its region: it drops, repeats and reorders datagrams by a seeded
 * plan, changes its address like a NAT, or goes dead.
 */
final class Relay {
  /** What befalls datagrams, in percent each. */
  record Plan(int drop, int repeat, int hold, long seed) {
    static final Plan CLEAN = new Plan(0, 0, 0, 0);
  }

  private final DatagramSocket inner;
  private final InetSocketAddress region;
  private final Plan plan;
  private final List<DatagramSocket> sockets = new CopyOnWriteArrayList<>();
  private final Semaphore strays = new Semaphore(0);
  private final AtomicInteger forwarded = new AtomicInteger();
  private volatile DatagramSocket outer;
  private volatile SocketAddress agent = new InetSocketAddress(0);
  private volatile boolean dead;
  private volatile int rebindAfter = Integer.MAX_VALUE;

  Relay(URI region, Plan plan) throws IOException {
    this.inner = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    sockets.add(inner);
    this.region = new InetSocketAddress(region.getHost(), region.getPort());
    this.plan = plan;
    this.outer = open();
    run("relay-up", () -> up(new Random(plan.seed())));
  }

  URI address() {
    return URI.create("coaps://127.0.0.1:" + inner.getLocalPort());
  }

  /**
   * From now on the region sees the agent at another port, and reaches it at the old one no more.
   */
  void rebind() {
    outer = open();
  }

  /** Waits until the region has sent something to an address that the agent has no more. */
  void awaitStray() throws InterruptedException {
    assertThat(strays.tryAcquire(FakeRegion.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** The same, when so many more datagrams have gone up. */
  void rebindAfter(int datagrams) {
    rebindAfter = forwarded.get() + datagrams;
  }

  void setDead(boolean now) {
    dead = now;
  }

  void close() {
    sockets.forEach(DatagramSocket::close);
  }

  private DatagramSocket open() {
    try {
      DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      sockets.add(socket);
      run("relay-down", () -> down(socket, new Random(plan.seed() + 1)));
      return socket;
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void up(Random chance) {
    Held held = new Held();
    pump(
        inner,
        packet -> {
          agent = packet.getSocketAddress();
          if (forwarded.incrementAndGet() == rebindAfter) {
            rebind();
          }
          deliver(chance, held, packet, outer, region);
        });
  }

  private void down(DatagramSocket from, Random chance) {
    Held held = new Held();
    pump(
        from,
        packet -> {
          if (from == outer) {
            deliver(chance, held, packet, inner, agent);
          } else {
            strays.release();
          }
        });
  }

  private static final class Held {
    byte[] bytes = {};
  }

  private void deliver(
      Random chance, Held held, DatagramPacket packet, DatagramSocket via, SocketAddress to)
      throws IOException {
    byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
    int fate = chance.nextInt(100);
    if (dead || fate < plan.drop()) {
      return;
    }
    if (fate < plan.drop() + plan.hold() && held.bytes.length == 0) {
      held.bytes = bytes;
      return;
    }
    via.send(new DatagramPacket(bytes, bytes.length, to));
    if (fate >= 100 - plan.repeat()) {
      via.send(new DatagramPacket(bytes, bytes.length, to));
    }
    if (held.bytes.length > 0) {
      via.send(new DatagramPacket(held.bytes, held.bytes.length, to));
      held.bytes = new byte[0];
    }
  }

  private interface Step {
    void take(DatagramPacket packet) throws IOException;
  }

  private static void pump(DatagramSocket socket, Step step) {
    byte[] buffer = new byte[4096];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        step.take(packet);
      } catch (IOException e) {
        // The test is over, or a datagram is lost.
      }
    }
  }
}
