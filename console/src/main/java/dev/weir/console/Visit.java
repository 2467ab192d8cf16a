package dev.weir.console;

import dev.weir.console.form.Fields;
import dev.weir.console.show.Frame;
import dev.weir.protocol.api.Claim;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.wire.Bytes;
import dev.weir.web.Call;
import dev.weir.web.RefusedCall;
import java.time.Instant;
import java.util.Optional;

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

  /**
   * That the write is one and the same however often its form is sent, and what was seen of the
   * thing that it changes: two fields of the page that it comes from.
   */
  Terms terms() throws RefusedCall {
    String once = form.text("once");
    if (once.isEmpty()) {
      throw new RefusedCall(
          Code.MALFORMED, "this form does not say which page it is from; open the page again");
    }
    String all = call.request().getHttpURI().getPath() + ' ' + form.values();
    return new Terms(
        Optional.of(new Claim(Bytes.ofUtf8(once).digest(), Bytes.ofUtf8(all).digest())),
        Optional.of(form.text("revision")).filter(revision -> !revision.isEmpty()));
  }

  /** Whether a page that is shown asks for a part of itself, or for itself again. */
  static boolean isLive(Call call) {
    return call.header("HX-Request").isPresent();
  }

  /** Whether a part of a page is asked for, to be put into it. */
  boolean isPart() {
    return isLive(call) && !call.header("HX-Target").map("live"::equals).orElse(false);
  }
}
