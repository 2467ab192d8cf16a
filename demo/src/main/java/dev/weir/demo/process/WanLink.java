package dev.weir.demo.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The only way from a region to global: a port of this machine that hands on whatever comes, until
 * it is cut. While it is, what was open is closed, and what is opened is closed at once.
 */
public final class WanLink implements AutoCloseable {
  private static final int MOST = 64;
  private static final int PATIENCE_MILLIS = 5_000;

  private final ServerSocket near;
  private final Supplier<URI> far;
  private final List<Socket> open = new ArrayList<>();
  private boolean isCut;

  private WanLink(ServerSocket near, Supplier<URI> far) {
    this.near = near;
    this.far = far;
  }

  /**
   * Opens one.
   *
   * @param far where it leads now; asked for each connection
   */
  public static WanLink open(Supplier<URI> far) {
    try {
      WanLink link = new WanLink(new ServerSocket(0, MOST, InetAddress.getLoopbackAddress()), far);
      start("wan", link::accept);
      return link;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the near end is reached. */
  public URI address() {
    return URI.create("https://127.0.0.1:" + near.getLocalPort());
  }

  /** Severs it; a repeat does nothing. */
  public synchronized void cut() {
    isCut = true;
    open.forEach(WanLink::close);
    open.clear();
  }

  /** Mends it. */
  public synchronized void join() {
    isCut = false;
  }

  public synchronized boolean isCut() {
    return isCut;
  }

  private void accept() {
    while (!near.isClosed()) {
      try {
        Socket socket = near.accept();
        if (isLet(socket)) {
          start("wan-connection", () -> connect(socket));
        }
      } catch (IOException e) {
        // It was closed, or a connection died before it was taken: the next one may live.
      }
    }
  }

  /** Keeps the connection where it may go on; closes it where not. */
  private synchronized boolean isLet(Socket socket) {
    open.removeIf(Socket::isClosed);
    if (isCut || open.size() >= 2 * MOST) {
      close(socket);
      return false;
    }
    open.add(socket);
    return true;
  }

  private void connect(Socket from) {
    Socket to = new Socket();
    try {
      URI address = far.get();
      to.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
      if (isLet(to)) {
        start("wan-back", () -> pump(to, from));
        pump(from, to);
      }
    } catch (IOException e) {
      close(to);
    }
    close(from);
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // An end is gone; so is the connection.
    }
    close(from);
    close(to);
  }

  private static void close(AutoCloseable end) {
    try {
      end.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    close(near);
    cut();
  }
}
