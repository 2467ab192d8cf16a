package dev.weir.web;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A route in the making: each step adds a part; {@code answers} or {@code does} ends it. */
public record RouteDraft(
    String method,
    String template,
    Admission who,
    String summary,
    List<Query<?>> queries,
    boolean isOnce,
    boolean isMatching,
    List<Code> refusals) {

  static RouteDraft of(String method, String template) {
    return new RouteDraft(
        method, template, Admission.ANYONE, "", List.of(), false, false, List.of());
  }

  /** Who may call it; without this, anyone. */
  public RouteDraft by(Admission admission) {
    return new RouteDraft(
        method, template, admission, summary, queries, isOnce, isMatching, refusals);
  }

  /** What it does, in one sentence; without this, the API's description leaves it out. */
  public RouteDraft says(String sentence) {
    return new RouteDraft(method, template, who, sentence, queries, isOnce, isMatching, refusals);
  }

  /** Which parameters it reads from the query. */
  public RouteDraft reads(Query<?>... parameters) {
    return new RouteDraft(
        method, template, who, summary, List.of(parameters), isOnce, isMatching, refusals);
  }

  /**
   * It takes an {@code Idempotency-Key}: the call's terms have a claim then, which the work keeps
   * with what it does. For routes with a body.
   */
  public RouteDraft once() {
    return new RouteDraft(method, template, who, summary, queries, true, isMatching, refusals);
  }

  /** It takes {@code If-Match}: the call's terms say what the caller has read. */
  public RouteDraft matching() {
    return new RouteDraft(method, template, who, summary, queries, isOnce, true, refusals);
  }

  /** What it refuses for reasons of its own, besides what any route does. */
  public RouteDraft refuses(Code... codes) {
    return new RouteDraft(
        method, template, who, summary, queries, isOnce, isMatching, List.of(codes));
  }

  /** How a call becomes a value. */
  public interface Work<A> {
    CompletableFuture<Reply<A>> on(Call call) throws RefusedCall, IOException;
  }

  /** How a call with a body becomes a value. */
  public interface BodyWork<B, A> {
    CompletableFuture<Reply<A>> on(Call call, B body) throws RefusedCall, IOException;
  }

  /** Answers 200 with the value that the work comes to. */
  public <A> Route answers(Body<A> answer, Work<A> work) {
    return route(
        Body.none(),
        200,
        answer,
        (call, out) -> {
          Call onTerms = call.on(new Terms(Optional.empty(), match(call)));
          out.whenDone(work.on(onTerms), value -> write(out, 200, answer, value));
        });
  }

  /** A body is read first, of at most so many bytes. */
  public <B> WithBody<B> takes(Body<B> request, int max) {
    return new WithBody<>(this, request, max);
  }

  /** Writes its answer by itself: pages, files, streams. */
  public Route does(Route.Action action) {
    return does(Body.none(), 200, Body.none(), action);
  }

  /** Reads its body and writes its answer by itself, of the kinds that are described so. */
  public Route does(Body<?> request, int status, Body<?> answer, Route.Action action) {
    return route(request, status, answer, action);
  }

  /** A draft of a route that reads a body. */
  public record WithBody<B>(RouteDraft draft, Body<B> request, int max) {
    /** Answers 200 with the value that the work comes to. */
    public <A> Route answers(Body<A> answer, BodyWork<B, A> work) {
      return answers(200, answer, work);
    }

    /** Answers with the value that the work comes to. */
    public <A> Route answers(int status, Body<A> answer, BodyWork<B, A> work) {
      InWork inWork = new InWork();
      return draft.route(
          request,
          status,
          answer,
          (call, out) -> {
            Bytes bytes = call.body(max);
            B body = Call.read(request, bytes);
            Terms terms =
                new Terms(
                    draft.isOnce ? Headers.claim(call, bytes) : Optional.empty(),
                    draft.match(call));
            CompletableFuture<Reply<A>> reply =
                inWork.run(terms.claim(), () -> work.on(call.on(terms), body));
            out.whenDone(reply, value -> write(out, status, answer, value));
          });
    }
  }

  private Optional<String> match(Call call) throws RefusedCall {
    return isMatching ? Headers.match(call) : Optional.empty();
  }

  private static <A> void write(Responder out, int status, Body<A> answer, A value) {
    answer.tag().ifPresent(tag -> out.header(Headers.TAG, '"' + tag.apply(value) + '"'));
    if (answer.mediaType().isEmpty()) {
      out.empty(status);
    } else {
      out.send(status, answer.mediaType(), answer.write(value));
    }
  }

  private Route route(Body<?> request, int status, Body<?> answer, Route.Action action) {
    return new Route(
        method,
        Template.of(template),
        who,
        summary,
        queries,
        isOnce,
        isMatching,
        request,
        status,
        answer,
        refusals,
        action);
  }
}
