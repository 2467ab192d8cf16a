package dev.weir.web;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.Terms;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds the route, checks the caller, and lets the route answer. */
final class RouteHandler extends Handler.Abstract {
  private final List<Route> routes;

  RouteHandler(List<Route> routes) {
    Set<String> rows = new HashSet<>();
    for (Route route : routes) {
      if (!rows.add(route.method() + " " + route.template().text())) {
        throw new IllegalArgumentException(
            route.method() + " " + route.template().text() + " stands in the table twice");
      }
    }
    this.routes = List.copyOf(routes);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Responder out = new Responder(response, callback, request.getComponents().getExecutor());
    try {
      route(request, out);
    } catch (RefusedCall e) {
      out.refuse(new Reply.Refused<>(e.code(), e.detail(), Optional.empty(), e.errors()));
    } catch (IOException | RuntimeException e) {
      out.broken(e);
    }
    return true;
  }

  private void route(Request request, Responder out) throws RefusedCall, IOException {
    String path = Request.getPathInContext(request);
    for (Route route : routes) {
      Optional<Map<String, String>> parts = route.template().match(path);
      if (parts.isPresent() && route.method().equals(request.getMethod())) {
        Call call = new Call(request, parts.get(), Terms.NONE);
        if (route.who().admit(call, out)) {
          route.action().handle(call, out);
        }
        return;
      }
    }
    String methods =
        routes.stream()
            .filter(route -> route.template().match(path).isPresent())
            .map(Route::method)
            .distinct()
            .collect(Collectors.joining(", "));
    if (methods.isEmpty()) {
      throw new RefusedCall(
          Code.NOT_FOUND, "there is nothing at this path; see docs/protocol.md, section 10");
    }
    out.response().getHeaders().put(HttpHeader.ALLOW, methods);
    throw new RefusedCall(Code.METHOD, "this path takes " + methods);
  }
}
