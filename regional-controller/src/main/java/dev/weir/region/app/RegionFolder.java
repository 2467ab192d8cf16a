package dev.weir.region.app;

import dev.weir.protocol.wire.Limits;
import dev.weir.trust.adapter.file.SyncedFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What stands in a region's data folder besides its database, its cache and its identity. */
record RegionFolder(Path folder) {
  private static final int TOKEN_BYTES = 32;
  private static final int MAX_SMALL_FILE = 4 * 1024;

  Path database() {
    return folder.resolve("region.db");
  }

  Path telemetry() {
    return folder.resolve("telemetry.db");
  }

  Path cache() {
    return folder.resolve("cache");
  }

  private Path tokenFile() {
    return folder.resolve("operator.token");
  }

  private Path portsFile() {
    return folder.resolve("ports");
  }

  Path enrolmentFile() {
    return folder.resolve("enrolment.json");
  }

  Path globalFile() {
    return folder.resolve("global.url");
  }

  /** The operator's token; a new one where there is none. */
  String operatorToken() {
    if (!Files.exists(tokenFile())) {
      byte[] token = new byte[TOKEN_BYTES];
      new SecureRandom().nextBytes(token);
      SyncedFile.writeSecret(tokenFile(), HexFormat.of().formatHex(token) + "\n");
    }
    return SyncedFile.read(tokenFile(), MAX_SMALL_FILE).strip();
  }

  /** The ports that were bound last, by service: agents and operators know them. */
  Map<String, Integer> ports() {
    Map<String, Integer> ports = new TreeMap<>();
    if (Files.exists(portsFile())) {
      for (String line : SyncedFile.read(portsFile(), MAX_SMALL_FILE).lines().toList()) {
        String[] words = line.split(" ", 2);
        ports.put(words[0], Integer.parseInt(words[1].strip()));
      }
    }
    return ports;
  }

  void keepPorts(Map<String, Integer> ports) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(ports)
        .forEach((service, port) -> text.append(service).append(' ').append(port).append('\n'));
    SyncedFile.write(portsFile(), text.toString());
  }

  void apiAt(URI address) {
    SyncedFile.write(folder.resolve("api.url"), address + "\n");
  }

  URI global() {
    return URI.create(SyncedFile.read(globalFile(), MAX_SMALL_FILE).strip());
  }

  String enrolment() {
    return SyncedFile.read(enrolmentFile(), Limits.DEVICE_MESSAGE);
  }
}
