package dev.weir.web;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.FieldError;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.wire.Bytes;
import java.util.List;
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
 * Writes the one answer to a request: a body with its type, a problem, or whatever a route writes
 * to {@code response} by itself before it ends {@code callback}.
 *
 * @param executor where answers are encoded, so that no driver's loop does it
 */
public record Responder(Response response, Callback callback, Executor executor) {
  private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
  static final String PROBLEM = "application/problem+json";
  private static final int MAX_DETAIL = 2048;

  /** Goes on with the value when it comes, off the driver's loop; a failure is a broken call. */
  public <T> void when(CompletableFuture<T> value, Consumer<T> then) {
    CompletableFuture<Void> written = value.thenAcceptAsync(then, executor);
    CompletableFuture<Void> unused =
        written.exceptionally(
            trouble -> {
              broken(trouble);
              return null;
            });
  }

  /** Goes on with what was done when it is; a refusal is answered as a problem. */
  public <T> void whenDone(CompletableFuture<Reply<T>> reply, Consumer<T> then) {
    when(
        reply,
        done -> {
          if (done instanceof Reply.Refused<T> refused) {
            refuse(refused);
          } else {
            then.accept(((Reply.Done<T>) done).value());
          }
        });
  }

  /** Adds or replaces a header of the answer to come. */
  public Responder header(String name, String value) {
    response.getHeaders().put(name, value);
    return this;
  }

  /** Answers with a whole body. */
  public void send(int status, String mediaType, Bytes body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.size());
    response.write(true, body.asBuffer(), callback);
  }

  /** Answers without a body. */
  public void empty(int status) {
    response.setStatus(status);
    callback.succeeded();
  }

  /** Answers with a problem (RFC 9457). */
  public void refuse(Code code, String detail) {
    refuse(new Reply.Refused<>(code, detail, Optional.empty()));
  }

  /** Answers with a problem (RFC 9457). */
  public void refuse(Reply.Refused<?> refused) {
    Code code = refused.code();
    refused
        .retryAfter()
        .ifPresent(
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
    send(code.status(), PROBLEM, problem(code, refused.detail(), refused.errors()));
  }

  static Bytes problem(Code code, String detail, List<FieldError> errors) {
    String shortened =
        detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL - 3) + "...";
    List<FieldError> told = errors.subList(0, Math.min(errors.size(), Problem.ERRORS));
    return Bytes.ofUtf8(
        Problem.CODEC.toJson(
            new Problem("about:blank", code.title(), code.status(), shortened, code.text(), told)));
  }

  /** Says that something broke here, and logs what. */
  public void broken(Throwable trouble) {
    LOG.error("a call failed", trouble);
    if (response.isCommitted()) {
      callback.failed(trouble);
    } else {
      refuse(Code.INTERNAL, "the log of this controller says what; try again later");
    }
  }
}
