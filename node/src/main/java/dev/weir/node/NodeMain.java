package dev.weir.node;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a process: options, start, work until it is told to stop, an orderly stop. */
public final class NodeMain {
  /** A graceful stop takes at most this long. */
  public static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private NodeMain() {}

  /** A running node; {@code close} stops it in good order. */
  public interface Node extends AutoCloseable {
    @Override
    void close();
  }

  /** How a node is made from its options. */
  public interface Start {
    Node from(Options options) throws Exception;
  }

  /**
   * Runs a node until {@code SIGTERM} or {@code SIGINT}. A wrong command line ends with 2, trouble
   * at the start with 1, each with one line that says what and where.
   */
  public static void run(String name, List<String> arguments, Start start) {
    Options options = Options.parse(arguments);
    JsonLog.install(options.text("name", name), Level.parse(options.text("log", "INFO")));
    boolean stopWithInput = options.text("stop-with-stdin", "no").equals("yes");
    Logger log = LoggerFactory.getLogger(NodeMain.class);
    Node node;
    try {
      node = start.from(options);
    } catch (Options.Faulty e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    } catch (IOException | UncheckedIOException e) {
      log.error("can't start: {}", e.getMessage());
      log.debug("where", e);
      System.exit(1);
      return;
    } catch (Exception e) {
      log.error("can't start: {}", e.getMessage(), e);
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, log), "stop"));
    if (stopWithInput) {
      stopWhenInputEnds();
    }
    log.info("started");
  }

  /** Whoever started the process holds the other end of its standard input: gone is gone. */
  private static void stopWhenInputEnds() {
    Thread watcher =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                LoggerFactory.getLogger(NodeMain.class)
                    .info("standard input failed: {}", e.toString());
              }
              System.exit(0);
            },
            "stdin");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void stop(Node node, Logger log) {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread stopper =
        new Thread(
            () -> {
              try {
                node.close();
              } catch (RuntimeException e) {
                log.error("did not stop in good order", e);
              }
              stopped.countDown();
            },
            "stopper");
    stopper.setDaemon(true);
    stopper.start();
    try {
      if (!stopped.await(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("did not stop within {}; ends anyway", STOP_LIMIT);
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process at once, so that it recovers from what is durable. */
  public static void fail(Throwable trouble) {
    LoggerFactory.getLogger(NodeMain.class).error("ends: {}", trouble.toString(), trouble);
    Runtime.getRuntime().halt(70);
  }
}
