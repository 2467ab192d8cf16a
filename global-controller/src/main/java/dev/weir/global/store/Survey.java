package dev.weir.global.store;

import dev.weir.global.fleet.Device;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.FeedItem;

/** Is told of the rows of a whole store, kind by kind, in the order of these methods. */
public interface Survey {
  /** Who has joined, such as {@code urn:weir:region:north}. */
  void member(String uri);

  void device(Device device);

  void fed(RegionId region, FeedItem item);

  void token(JoinToken token);
}
