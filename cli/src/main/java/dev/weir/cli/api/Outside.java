package dev.weir.cli.api;

import dev.weir.builder.codec.Progress;
import dev.weir.builder.publish.Publisher;

/** How commands reach global. */
public interface Outside {
  /** For everything that is JSON. */
  Exchange exchange(Target target);

  /** For releases, whose payloads are streamed. */
  Publisher publisher(Target target, Progress progress);
}
