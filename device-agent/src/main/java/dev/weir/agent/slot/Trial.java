package dev.weir.agent.slot;

import dev.weir.agent.health.ProbeOutput;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** How this device starts an image to see whether it works. */
public interface Trial {
  /**
   * Looks at an installed image before the switch.
   *
   * @return why this device can't start it, such as another CPU's; empty where it can
   */
  Optional<String> objection(Slot slot, ImageFormat format) throws IOException;

  /**
   * Starts the image once. Does not block.
   *
   * @param health its arguments and the limit of its time
   * @param reply called once, on any thread
   */
  void start(Slot slot, Health health, Consumer<ProbeOutput> reply);
}
