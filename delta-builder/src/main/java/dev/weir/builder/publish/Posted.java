package dev.weir.builder.publish;

import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.ReleaseView;

/** What global answers to a signed manifest. */
public sealed interface Posted {
  record Accepted(ReleaseView view) implements Posted {}

  record Refused(Problem problem) implements Posted {}
}
