package dev.weir.region.view;

import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.RolloutId;
import java.util.function.Consumer;

/** What people tell a region. Any thread may call; replies come on the region's thread. */
public interface RegionCommands {
  /**
   * Stops a rollout here: nothing more of it is dispatched, and what has not begun to install is
   * taken back. Global is told, and only global lets it go on. A repeat changes nothing.
   *
   * @param why for people
   * @param done {@code TAKEN} once that is durable; {@code REFUSED}: there is no such rollout here
   */
  void halt(RolloutId rollout, String why, Consumer<Reception> done);
}
