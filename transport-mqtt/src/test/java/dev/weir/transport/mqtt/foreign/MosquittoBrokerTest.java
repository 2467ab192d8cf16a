package dev.weir.transport.mqtt.foreign;

import dev.weir.transport.mqtt.Identities;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** At Eclipse Mosquitto, where it is installed. */
class MosquittoBrokerTest extends ForeignBrokerContract {
  @Override
  Optional<String> missing() {
    return MosquittoBroker.program().isPresent()
        ? Optional.empty()
        : Optional.of("mosquitto is missing; on Debian: apt-get install mosquitto");
  }

  @Override
  Broker broker(Path folder, Identities identities, Path identity) throws IOException {
    return new MosquittoBroker(MosquittoBroker.program().orElseThrow(), folder, identity);
  }
}
