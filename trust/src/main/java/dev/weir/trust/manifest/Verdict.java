package dev.weir.trust.manifest;

import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.FailureClass;
import java.util.Optional;

/** What a device says to a signed manifest. */
public sealed interface Verdict {
  /**
   * Every check holds.
   *
   * @param payload the smallest that the device can apply
   * @param passedBy why the list of more payloads counts for nothing, where there was one
   */
  record Accepted(Manifest manifest, Payload payload, Optional<String> passedBy)
      implements Verdict {}

  /**
   * The first check that does not hold.
   *
   * @param detail what was found and what was wanted, for people
   */
  record Refused(FailureClass failure, String detail) implements Verdict {}
}
