package dev.weir.sim.network;

import dev.weir.agent.link.Registrar;
import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.wire.Bytes;
import java.util.Optional;
import java.util.function.Consumer;

/** Global's end of the links to its regions, while it is up. */
public interface GlobalEnd {
  /**
   * One exchange, encoded.
   *
   * @param reply the page, or why there is none
   */
  void sync(RegionId region, Bytes sync, Consumer<Answer> reply);

  /** Where a device belongs. */
  void me(DeviceId device, Consumer<Registrar.Answer> reply);

  /** A piece of an artifact. */
  Fetched read(Digest artifact, long offset, int length);

  /** A page, or why there is none. */
  record Answer(Optional<Bytes> page, String why) {}
}
