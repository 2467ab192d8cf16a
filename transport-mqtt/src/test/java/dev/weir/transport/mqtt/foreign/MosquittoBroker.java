package dev.weir.transport.mqtt.foreign;

import dev.weir.transport.mqtt.Eventually;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Eclipse Mosquitto as a process of its own, on a free port. */
final class MosquittoBroker implements Broker {
  private static final int LIMIT_S = 20;

  private final String program;
  private final Path folder;
  private final int port;
  private Optional<Process> running = Optional.empty();

  /**
   * A broker that does not run yet.
   *
   * @param identity folder with its key and certificates
   */
  MosquittoBroker(String program, Path folder, Path identity) throws IOException {
    this.program = program;
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.writeString(
        folder.resolve("mosquitto.conf"),
        String.join(
            "\n",
            "listener " + port + " 127.0.0.1",
            "cafile " + identity.resolve("authorities.pem"),
            "certfile " + identity.resolve("certificates.pem"),
            "keyfile " + identity.resolve("key.pem"),
            "require_certificate true",
            "allow_anonymous true",
            "persistence false",
            "user " + System.getProperty("user.name"),
            "log_dest stderr",
            ""));
  }

  /** Debian puts it where only administrators look. */
  static Optional<String> program() {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(place -> Path.of(place, "mosquitto"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  @Override
  public void start() throws IOException {
    Path log = folder.resolve("mosquitto.log");
    Process process =
        new ProcessBuilder(program, "-c", folder.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    running = Optional.of(process);
    Eventually.holds("listens, see " + log, () -> !process.isAlive() || listens());
    if (!process.isAlive()) {
      throw new IOException("mosquitto has ended: " + Files.readString(log));
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public URI address() {
    return URI.create("mqtts://127.0.0.1:" + port);
  }

  @Override
  public void stop() throws InterruptedException {
    if (running.isPresent()) {
      running.get().destroy();
      if (!running.get().waitFor(LIMIT_S, TimeUnit.SECONDS)) {
        running.get().destroyForcibly();
      }
      running = Optional.empty();
    }
  }
}
