package dev.weir.console;

import dev.weir.console.fleet.DeviceAsk;
import dev.weir.console.show.Links;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.DeviceId;
import dev.weir.web.RefusedCall;
import dev.weir.web.Responder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What the field in each page's head does: a device's name leads to it, any other text selects. */
final class Finding {
  private Finding() {}

  static <T> void find(
      Visit visit, Responder out, Function<DeviceId, CompletableFuture<Reply<T>>> device)
      throws RefusedCall {
    String text = Forms.query(visit.call()).text("text");
    Optional<DeviceId> name = name(text);
    if (name.isEmpty()) {
      Html.redirect(out, Links.devices(DeviceAsk.ALL.chosen(text)));
      return;
    }
    out.when(
        device.apply(name.get()),
        reply ->
            Html.redirect(
                out,
                reply instanceof Reply.Done<T>
                    ? Links.device(name.get())
                    : Links.devices(DeviceAsk.ALL.chosen(text))));
  }

  private static Optional<DeviceId> name(String text) {
    try {
      return Optional.of(DeviceId.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
