package dev.weir.web;

import dev.weir.protocol.api.Code;
import java.io.IOException;
import java.util.List;

/**
 * One row of a server's table: what it serves, to whom, and what is said of it.
 *
 * @param summary one sentence for the API's description; empty: a page or a file, not described
 * @param queries parameters of the query that it reads
 * @param isOnce whether it takes an {@code Idempotency-Key}
 * @param isMatching whether it takes {@code If-Match}
 * @param request the body that it reads
 * @param status of the answer where all goes well
 * @param answer the body of that answer
 * @param refusals codes that are particular to it
 */
public record Route(
    String method,
    Template template,
    Admission who,
    String summary,
    List<Query<?>> queries,
    boolean isOnce,
    boolean isMatching,
    Body<?> request,
    int status,
    Body<?> answer,
    List<Code> refusals,
    Action action) {
  /** What a route does. */
  public interface Action {
    void handle(Call call, Responder out) throws RefusedCall, IOException;
  }

  public static RouteDraft get(String template) {
    return RouteDraft.of("GET", template);
  }

  public static RouteDraft post(String template) {
    return RouteDraft.of("POST", template);
  }

  public static RouteDraft put(String template) {
    return RouteDraft.of("PUT", template);
  }

  public static RouteDraft delete(String template) {
    return RouteDraft.of("DELETE", template);
  }
}
