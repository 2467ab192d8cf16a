package dev.weir.global.adapter.http;

import dev.weir.global.reply.Code;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds the route, checks the caller, and lets the route answer. */
final class ApiHandler extends Handler.Abstract {
  private final List<Route> routes;
  private final Gatekeeper gatekeeper;

  ApiHandler(List<Route> routes, Gatekeeper gatekeeper) {
    this.routes = routes;
    this.gatekeeper = gatekeeper;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Responder out = new Responder(response, callback, request.getComponents().getExecutor());
    try {
      route(request, out);
    } catch (RefusedCall e) {
      out.refuse(e.code(), e.detail());
    } catch (IOException | RuntimeException e) {
      out.broken(e);
    }
    return true;
  }

  private void route(Request request, Responder out) throws RefusedCall, IOException {
    String path = Request.getPathInContext(request);
    for (Route route : routes) {
      Optional<Map<String, String>> parts = route.match(path);
      if (parts.isPresent() && route.method().equals(request.getMethod())) {
        gatekeeper.admit(route.who(), request);
        route.action().handle(new Call(request, parts.get()), out);
        return;
      }
    }
    String methods =
        routes.stream()
            .filter(route -> route.match(path).isPresent())
            .map(Route::method)
            .distinct()
            .collect(Collectors.joining(", "));
    if (methods.isEmpty()) {
      throw new RefusedCall(
          Code.NOT_FOUND, "this API has no such path; see docs/protocol.md, section 10");
    }
    out.response().getHeaders().put(HttpHeader.ALLOW, methods);
    throw new RefusedCall(Code.METHOD, "this path takes " + methods);
  }
}
