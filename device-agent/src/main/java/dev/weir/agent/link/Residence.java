package dev.weir.agent.link;

import java.io.IOException;

/**
 * Where a device lives: its home, as it is durable, and the way there. The connector and the
 * payload source of an agent lead to the home of the moment.
 */
public interface Residence {
  /** Where it was told to live. */
  Home home();

  /**
   * Makes another home durable; the old one stays until the new one is whole. What is connected
   * later leads there.
   *
   * @throws IOException where it can't be kept, or not be reached by the device's transport; then
   *     nothing has changed
   */
  void move(Home next) throws IOException;
}
