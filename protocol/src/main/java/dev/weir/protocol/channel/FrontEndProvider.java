package dev.weir.protocol.channel;

import java.io.IOException;

/** Makes front ends of one transport; found by {@link java.util.ServiceLoader}. */
public interface FrontEndProvider {
  String transport();

  /**
   * Binds and serves.
   *
   * @throws IOException names the address and port where it can't be bound
   */
  FrontEnd open(FrontEndSettings settings, Uplinks uplinks, Artifacts artifacts) throws IOException;
}
