package dev.weir.global.adapter.http;

import dev.weir.global.reply.Code;
import dev.weir.global.reply.Reply;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the one answer to a request.
 *
 * @param executor where answers are encoded, so that the driver's loop does not do it
 */
record Responder(Response response, Callback callback, Executor executor) {
  private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
  private static final String JSON = "application/json";
  private static final int MAX_DETAIL = 2048;

  <T> void json(Codec<T> codec, CompletableFuture<Reply<T>> reply) {
    when(reply, value -> send(200, JSON, Bytes.ofUtf8(codec.toJson(value))));
  }

  <T> void cbor(Codec<T> codec, CompletableFuture<Reply<T>> reply) {
    when(reply, value -> send(200, "application/cbor", codec.encode(value)));
  }

  <T> void noContent(CompletableFuture<Reply<T>> reply) {
    when(reply, value -> empty(204));
  }

  private <T> void when(CompletableFuture<Reply<T>> reply, Consumer<T> write) {
    CompletableFuture<Void> written =
        reply.thenAcceptAsync(
            done -> {
              if (done instanceof Reply.Refused<T> refused) {
                refuse(refused.code(), refused.detail(), refused.retryAfter());
              } else {
                write.accept(((Reply.Done<T>) done).value());
              }
            },
            executor);
    CompletableFuture<Void> unused =
        written.exceptionally(
            trouble -> {
              broken(trouble);
              return null;
            });
  }

  void refuse(Code code, String detail) {
    refuse(code, detail, Optional.empty());
  }

  private void refuse(Code code, String detail, Optional<Duration> retryAfter) {
    retryAfter.ifPresent(
        after ->
            response
                .getHeaders()
                .put(HttpHeader.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds()))));
    if (code == Code.UNAUTHORIZED) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    }
    if (code == Code.TOO_LARGE) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    send(code.status(), "application/problem+json", problem(code, detail));
  }

  static Bytes problem(Code code, String detail) {
    String shortened =
        detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL - 3) + "...";
    return Bytes.ofUtf8(
        Problem.CODEC.toJson(
            new Problem("about:blank", code.title(), code.status(), shortened, code.text())));
  }

  void broken(Throwable trouble) {
    LOG.error("a call failed", trouble);
    if (response.isCommitted()) {
      callback.failed(trouble);
    } else {
      refuse(Code.INTERNAL, "the log of global says what; try again later");
    }
  }

  void empty(int status) {
    response.setStatus(status);
    callback.succeeded();
  }

  private void send(int status, String type, Bytes body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.size());
    response.write(true, body.asBuffer(), callback);
  }
}
