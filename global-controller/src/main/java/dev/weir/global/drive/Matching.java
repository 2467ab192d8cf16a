package dev.weir.global.drive;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import java.util.Optional;

/** Whether what a caller has read is still so. */
final class Matching {
  private Matching() {}

  /**
   * Gives the value where its tag is the one that the caller has seen, or where it does not say.
   *
   * @param what such as {@code rollout r}
   */
  static <T> Reply<T> check(String what, T value, String tag, Optional<String> match) {
    return match.isEmpty() || match.get().equals(tag)
        ? Reply.done(value)
        : Reply.refused(
            Code.CONFLICT,
            "the revision of "
                + what
                + " is \""
                + tag
                + "\", and If-Match names \""
                + match.get()
                + "\": read it again and decide anew");
  }
}
