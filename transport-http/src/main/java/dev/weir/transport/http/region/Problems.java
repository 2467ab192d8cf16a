package dev.weir.transport.http.region;

import dev.weir.protocol.api.Problem;
import dev.weir.protocol.wire.Bytes;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Says what went wrong as {@code application/problem+json} (RFC 9457), also for Jetty itself. */
final class Problems extends ErrorHandler {
  private static final int LONGEST_DETAIL = 256;

  /** Answers with a problem. */
  static void write(Response response, Callback callback, int status, String code, String detail) {
    Problem problem =
        new Problem("about:blank", HttpStatus.getMessage(status), status, detail, code);
    Bytes body = Bytes.ofUtf8(Problem.CODEC.toJson(problem));
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.size());
    response.write(true, body.asBuffer(), callback);
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    String detail = message == null ? HttpStatus.getMessage(status) : message;
    write(
        response,
        callback,
        status,
        status < HttpStatus.INTERNAL_SERVER_ERROR_500 ? "badRequest" : "internal",
        detail.substring(0, Math.min(LONGEST_DETAIL, detail.length())));
  }
}
