package dev.weir.sim.fleet;

import dev.weir.global.store.Certificates;
import dev.weir.protocol.channel.Peer;
import dev.weir.protocol.wire.Bytes;

/** Certificates in name only: links in a simulated world know their ends. */
final class SimCertificates implements Certificates {
  @Override
  public Request check(String csr) {
    return new Valid(Bytes.ofUtf8(csr).digest());
  }

  @Override
  public String issue(Peer peer, String csr) {
    return "certificate of " + peer.uri();
  }

  @Override
  public String authorities() {
    return "authorities";
  }
}
