package dev.weir.web;

import dev.weir.protocol.api.Claim;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.Digest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of one route's requests that are not answered yet. Any thread may use it. */
final class InWork {
  private final Set<Digest> keys = ConcurrentHashMap.newKeySet();

  /** What begins the work. */
  interface Start<A> {
    CompletableFuture<Reply<A>> begin() throws RefusedCall, IOException;
  }

  /** Begins the work; refuses it while a request with the same key is in work. */
  <A> CompletableFuture<Reply<A>> run(Optional<Claim> claim, Start<A> start)
      throws RefusedCall, IOException {
    if (claim.isEmpty()) {
      return start.begin();
    }
    Digest key = claim.get().key();
    if (!keys.add(key)) {
      throw new RefusedCall(
          Code.KEY_IN_WORK, "wait for the answer to the first request, or send this one again");
    }
    boolean begun = false;
    try {
      CompletableFuture<Reply<A>> reply = start.begin();
      begun = true;
      return reply.whenComplete((done, trouble) -> keys.remove(key));
    } finally {
      if (!begun) {
        keys.remove(key);
      }
    }
  }
}
