package dev.weir.console;

import dev.weir.console.form.Fields;
import dev.weir.console.show.Frame;
import dev.weir.web.Call;
import java.time.Instant;

/**
 * A call of somebody who is signed in.
 *
 * @param frame of the page to come
 * @param form what was sent with a write; empty in a read
 */
record Visit(Call call, Frame frame, Fields form) {
  Instant now() {
    return frame.now();
  }

  /** Whether a page that is shown asks for a part of itself, or for itself again. */
  static boolean isLive(Call call) {
    return call.header("HX-Request").isPresent();
  }

  /** Whether a part of a page is asked for, to be put into it. */
  boolean isPart() {
    return isLive(call) && !call.header("HX-Target").map("live"::equals).orElse(false);
  }

  Visit framed(Frame other) {
    return new Visit(call, other, form);
  }
}
