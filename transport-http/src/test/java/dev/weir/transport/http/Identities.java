package dev.weir.transport.http;

import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.trust.pki.Authority;
import dev.weir.trust.pki.IdentityFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Certificates of one authority, made when they are asked for. */
public final class Identities {
  private final Path folder;
  private final Authority authority;
  private final Map<String, Credentials> made = new ConcurrentHashMap<>();

  public Identities(Path folder) {
    this.folder = folder;
    this.authority = Authority.open(folder.resolve("authority"));
  }

  public Credentials device(String name) {
    return made.computeIfAbsent(
        "device-" + name, k -> make(k, Peer.of(DeviceId.of(name)), List.of()));
  }

  public Credentials region(String name) {
    return made.computeIfAbsent(
        "region-" + name,
        k -> make(k, Peer.of(RegionId.of(name)), List.of("127.0.0.1", "localhost")));
  }

  private Credentials make(String file, Peer peer, List<String> hosts) {
    return authority.identify(new IdentityFolder(folder.resolve(file)), peer, hosts);
  }
}
