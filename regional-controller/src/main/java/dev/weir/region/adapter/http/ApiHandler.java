package dev.weir.region.adapter.http;

import dev.weir.protocol.api.LocalDevicePage;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.api.RegionStatus;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Explanation;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Limits;
import dev.weir.region.view.RegionQueries;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** One request of an operator: who asks, what for, and the answer in JSON. */
final class ApiHandler extends Handler.Abstract {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;
  private static final long PATIENCE_SECONDS = 5;

  private static final Codec<Explanation> EXPLANATION =
      Codec.of(Explanation.TABLE, Limits.REGION_MESSAGE);
  private static final Codec<LocalDeviceView> DEVICE =
      Codec.of(LocalDeviceView.TABLE, Limits.REGION_MESSAGE);

  private final byte[] authorization;
  private final RegionQueries queries;

  /** An answer that is a problem. */
  private static final class Refused extends Exception {
    final Problem problem;

    Refused(int status, String title, String code, String detail) {
      super(detail, null, false, false);
      problem = new Problem("about:blank", title, status, detail, code);
    }
  }

  ApiHandler(String token, RegionQueries queries) {
    this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.queries = queries;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try {
      checkOperator(request);
      checkMethod(request);
      write(response, callback, 200, "application/json", answer(request));
    } catch (Refused e) {
      if (e.problem.status() == 401) {
        response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
      }
      write(
          response,
          callback,
          e.problem.status(),
          "application/problem+json",
          Problem.CODEC.toJson(e.problem));
    }
    return true;
  }

  private void checkOperator(Request request) throws Refused {
    String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    byte[] bytes = String.valueOf(given).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(bytes, authorization)) {
      throw new Refused(
          401,
          "Unauthorized",
          "badToken",
          "send Authorization: Bearer TOKEN; the token is in operator.token in the data folder");
    }
  }

  private static void checkMethod(Request request) throws Refused {
    if (!request.getMethod().equals("GET")) {
      throw new Refused(405, "Method Not Allowed", "method", "only GET is served here");
    }
  }

  private String answer(Request request) throws Refused {
    String path = Request.getPathInContext(request);
    List<String> parts = Arrays.asList(path.split("/", -1));
    if (path.equals("/v1/status")) {
      return RegionStatus.CODEC.toJson(await(queries::status));
    }
    if (path.equals("/v1/devices")) {
      return page(request);
    }
    if (parts.size() == 4 && path.startsWith("/v1/devices/")) {
      DeviceId device = read(parts.get(3), DeviceId::of);
      Optional<LocalDeviceView> view = await(reply -> queries.device(device, reply));
      return DEVICE.toJson(view.orElseThrow(() -> noDevice(device)));
    }
    if (parts.size() == 6 && path.startsWith("/v1/rollouts/") && parts.get(4).equals("why")) {
      RolloutId rollout = read(parts.get(3), RolloutId::of);
      DeviceId device = read(parts.get(5), DeviceId::of);
      Optional<Explanation> why = await(reply -> queries.why(rollout, device, reply));
      return EXPLANATION.toJson(why.orElseThrow(() -> noDevice(device)));
    }
    throw new Refused(404, "Not Found", "notFound", "there is nothing at " + path);
  }

  private static Refused noDevice(DeviceId device) {
    return new Refused(
        404, "Not Found", "notFound", "this region does not serve the device " + device);
  }

  private String page(Request request) throws Refused {
    Fields query = Request.extractQueryParameters(request);
    Selector selector = read(text(query, "selector"), Selector::parse);
    String cursor = text(query, "cursor");
    Optional<DeviceId> after =
        cursor.isEmpty() ? Optional.empty() : Optional.of(read(cursor, DeviceId::of));
    String limit = text(query, "limit");
    int most = limit.isEmpty() ? DEFAULT_LIMIT : read(limit, ApiHandler::limit);
    LocalDevicePage page = await(reply -> queries.devices(selector, after, most, reply));
    return LocalDevicePage.CODEC.toJson(page);
  }

  private static String text(Fields query, String name) {
    Fields.Field field = query.get(name);
    return field == null ? "" : field.getValue();
  }

  private static int limit(String text) {
    int limit = Integer.parseInt(text);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be from 1 to " + MAX_LIMIT);
    }
    return limit;
  }

  private interface Parse<T> {
    T of(String text);
  }

  private static <T> T read(String text, Parse<T> parse) throws Refused {
    try {
      return parse.of(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(400, "Bad Request", "badRequest", String.valueOf(e.getMessage()));
    }
  }

  private static <T> T await(Consumer<Consumer<T>> question) throws Refused {
    CompletableFuture<T> answer = new CompletableFuture<>();
    question.accept(answer::complete);
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw busy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private static Refused busy() {
    return new Refused(
        503, "Service Unavailable", "busy", "the region has too much to do; ask again");
  }

  private static void write(
      Response response, Callback callback, int status, String type, String body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
  }
}
