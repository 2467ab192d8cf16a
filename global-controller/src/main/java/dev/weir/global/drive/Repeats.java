package dev.weir.global.drive;

import dev.weir.global.store.Commit;
import dev.weir.global.store.KeptAnswer;
import dev.weir.protocol.api.Claim;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes that callers send again: done once, and answered the same. That a write is done is stored
 * in its own transaction, its answer in the next one, before it is given. What was refused changed
 * nothing and leaves its key free. Source: docs/protocol.md, section 10.
 */
final class Repeats {
  private final Loop loop;
  private final Ledger ledger;

  Repeats(Loop loop, Ledger ledger) {
    this.loop = loop;
    this.ledger = ledger;
  }

  /** Does the work, or gives the answer that it had before. */
  <T> Reply<T> once(Optional<Claim> claim, Codec<T> codec, Supplier<Reply<T>> work) {
    if (claim.isEmpty()) {
      return work.get();
    }
    Instant now = Clocks.now(loop);
    Optional<KeptAnswer> kept =
        ledger.store().answer(claim.get().key()).filter(row -> row.isKept(now));
    return kept.isPresent()
        ? again(claim.get(), kept.get(), codec)
        : first(KeptAnswer.done(claim.get(), now), codec, work);
  }

  private <T> Reply<T> first(KeptAnswer mark, Codec<T> codec, Supplier<Reply<T>> work) {
    Reply<T> reply = ledger.marking(mark, work);
    if (reply instanceof Reply.Done<T> done) {
      KeptAnswer answered = mark.answered(codec.encode(done.value()));
      ledger.commit(new Commit.Builder().put(answered).build());
    }
    return reply;
  }

  private static <T> Reply<T> again(Claim claim, KeptAnswer kept, Codec<T> codec) {
    if (!kept.request().equals(claim.request())) {
      return Reply.refused(
          Code.KEY_REUSED,
          "another request came with this Idempotency-Key at " + kept.at() + "; take a new key");
    }
    if (kept.answer().isEmpty()) {
      return Reply.refused(
          Code.ANSWER_LOST,
          "it was done at "
              + kept.at()
              + ", and global stopped before it could answer; read how things stand, and take a"
              + " new key for the next request");
    }
    try {
      return Reply.done(codec.decode(kept.answer().get()));
    } catch (Malformed e) {
      throw new IllegalStateException("a kept answer can't be read", e);
    }
  }
}
