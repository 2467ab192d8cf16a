package dev.weir.builder.worker;

import dev.weir.protocol.manifest.Payload;
import java.util.List;

/** What became of an attempt. */
public sealed interface Outcome {
  /**
   * Global has the result.
   *
   * @param payloads empty: no device is better off with any than with the full image
   */
  record Built(List<Payload> payloads) implements Outcome {}

  /**
   * Nothing was built.
   *
   * @param reason for people, and for global
   */
  record GivenUp(String reason) implements Outcome {}
}
