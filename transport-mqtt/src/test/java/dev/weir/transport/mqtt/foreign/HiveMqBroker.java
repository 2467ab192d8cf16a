package dev.weir.transport.mqtt.foreign;

import dev.weir.protocol.channel.Credentials;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.hivemq.HiveMQContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** HiveMQ's community edition in a container; each start is a new one, at another port. */
final class HiveMqBroker implements Broker {
  private static final DockerImageName IMAGE = DockerImageName.parse("hivemq/hivemq-ce:2025.5");
  private static final int PORT = 8883;
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String PLACE = "/opt/hivemq/conf/";
  private static final int READABLE = 0644;

  private static final String CONFIGURATION =
      """
        <?xml version="1.0"?>
        <hivemq>
          <listeners>
            <tls-tcp-listener>
              <port>8883</port>
              <bind-address>0.0.0.0</bind-address>
              <tls>
                <keystore>
                  <path>%1$skeys.p12</path>
                  <password>changeit</password>
                  <private-key-password>changeit</private-key-password>
                </keystore>
                <truststore>
                  <path>%1$sauthorities.p12</path>
                  <password>changeit</password>
                </truststore>
                <client-authentication-mode>REQUIRED</client-authentication-mode>
              </tls>
            </tls-tcp-listener>
          </listeners>
          <anonymous-usage-statistics>
            <enabled>false</enabled>
          </anonymous-usage-statistics>
        </hivemq>
        """
          .formatted(PLACE);

  private final Path folder;
  private HiveMQContainer container;

  /**
   * A broker that does not run yet.
   *
   * @param folder for its configuration and its stores of keys
   * @param credentials its own, and whom it believes
   */
  HiveMqBroker(Path folder, Credentials credentials) throws IOException, GeneralSecurityException {
    this.folder = folder;
    write(credentials);
  }

  /** Fetches the image where it is not there yet; says why that can't be. */
  static Optional<String> fetch() {
    try {
      new HiveMQContainer(IMAGE).getDockerImageName();
      return Optional.empty();
    } catch (ContainerFetchException e) {
      return Optional.of("the image " + IMAGE + " is not here and can't be fetched");
    }
  }

  private void write(Credentials credentials) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "broker", credentials.key(), PASSWORD, credentials.chain().toArray(X509Certificate[]::new));
    write(keys, folder.resolve("keys.p12"));
    KeyStore authorities = KeyStore.getInstance("PKCS12");
    authorities.load(null, null);
    for (X509Certificate authority : credentials.authorities()) {
      authorities.setCertificateEntry("authority", authority);
    }
    write(authorities, folder.resolve("authorities.p12"));
    Files.writeString(folder.resolve("config.xml"), CONFIGURATION);
  }

  private static void write(KeyStore store, Path file)
      throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
  }

  @Override
  public void start() {
    container =
        new HiveMQContainer(IMAGE)
            .withExposedPorts(PORT)
            .withCopyFileToContainer(file("config.xml"), PLACE + "config.xml")
            .withCopyFileToContainer(file("keys.p12"), PLACE + "keys.p12")
            .withCopyFileToContainer(file("authorities.p12"), PLACE + "authorities.p12");
    container.start();
  }

  private MountableFile file(String name) {
    return MountableFile.forHostPath(folder.resolve(name), READABLE);
  }

  @Override
  public URI address() {
    return URI.create("mqtts://" + container.getHost() + ":" + container.getMappedPort(PORT));
  }

  @Override
  public void stop() {
    if (container != null) {
      container.stop();
    }
  }
}
