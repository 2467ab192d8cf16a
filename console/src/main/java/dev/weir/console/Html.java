package dev.weir.console;

import dev.weir.console.show.Frame;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.wire.Bytes;
import dev.weir.web.Responder;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Fills templates and sends them. */
final class Html {
  private static final String TYPE = "text/html; charset=utf-8";

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  /**
   * A template and what it shows.
   *
   * @param template without its ending
   */
  record Page(String template, Map<String, Object> values) {
    static Page of(String template) {
      return new Page(template, Map.of());
    }

    Page with(String name, Object value) {
      Map<String, Object> more = new LinkedHashMap<>(values);
      more.put(name, value);
      return new Page(template, more);
    }
  }

  void send(Responder out, int status, Page page) {
    StringOutput text = new StringOutput();
    engine.render(page.template() + ".jte", page.values(), text);
    Headers.secure(out).send(status, TYPE, Bytes.ofUtf8(text.toString()));
  }

  /**
   * Sends the page that a reply makes when it comes; where it is a refusal, a page that says so.
   */
  <T> void reply(
      Visit visit, Responder out, CompletableFuture<Reply<T>> reply, Function<T, Page> page) {
    out.when(
        reply,
        done -> {
          if (done instanceof Reply.Refused<T> refused) {
            refuse(visit, out, refused.code(), refused.detail());
          } else {
            send(out, 200, page.apply(((Reply.Done<T>) done).value()));
          }
        });
  }

  /** A page, or a part of one where a part was asked for, that says what went wrong. */
  void refuse(Visit visit, Responder out, Code code, String detail) {
    Frame frame = visit.frame();
    Page page =
        Page.of(visit.isPart() ? "part/refused" : "refused")
            .with("title", code.title())
            .with("detail", detail);
    // htmx shows what comes with 200 only; a part that can't be had is shown in its place.
    send(
        out,
        visit.isPart() ? 200 : code.status(),
        visit.isPart() ? page : page.with("frame", frame));
  }

  /** Sends the browser to another page, which it gets. */
  static void redirect(Responder out, String link) {
    Headers.secure(out).header("Location", link).empty(303);
  }
}
