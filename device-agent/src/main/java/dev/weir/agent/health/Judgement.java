package dev.weir.agent.health;

import dev.weir.protocol.manifest.Health;
import java.util.Optional;

/** What the output of an image on trial means. */
public final class Judgement {
  private Judgement() {}

  /** Why the image is not healthy; empty where it is. */
  public static Optional<String> trouble(Health health, ProbeOutput output) {
    if (output instanceof ProbeOutput.TimedOut) {
      return Optional.of("did not end within " + health.timeout());
    }
    if (output instanceof ProbeOutput.NotStarted not) {
      return Optional.of("could not be started: " + not.why());
    }
    ProbeOutput.Exited exited = (ProbeOutput.Exited) output;
    if (exited.code() != 0) {
      return Optional.of("ended with " + exited.code());
    }
    if (!health.expect().isEmpty() && !health.expect().equals(exited.firstLine())) {
      return Optional.of(
          "said \"" + exited.firstLine() + "\" instead of \"" + health.expect() + '"');
    }
    return Optional.empty();
  }
}
