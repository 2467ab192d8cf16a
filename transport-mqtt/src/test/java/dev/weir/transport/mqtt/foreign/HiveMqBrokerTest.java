package dev.weir.transport.mqtt.foreign;

import dev.weir.transport.mqtt.Identities;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** At HiveMQ, where containers can be run. */
class HiveMqBrokerTest extends ForeignBrokerContract {
  @Override
  Optional<String> missing() {
    return DockerClientFactory.instance().isDockerAvailable()
        ? HiveMqBroker.fetch()
        : Optional.of("HiveMQ runs in a container, and there is no Docker that may be used here");
  }

  @Override
  Broker broker(Path folder, Identities identities, Path identity)
      throws IOException, GeneralSecurityException {
    return new HiveMqBroker(folder, identities.region("north"));
  }
}
