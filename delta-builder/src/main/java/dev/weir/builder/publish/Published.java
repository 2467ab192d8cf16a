package dev.weir.builder.publish;

import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.ReleaseView;

/** What became of publishing. */
public sealed interface Published {
  /**
   * Global has the release.
   *
   * @param sentBytes of payloads; 0 where global had them all
   */
  record Done(ReleaseView view, long sentBytes) implements Published {}

  /**
   * Global refused; what it took before, it keeps, and publishing may be repeated.
   *
   * @param what was refused: an artifact or the release
   */
  record Refused(String what, Problem problem) implements Published {}
}
