package dev.weir.global.delta;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.manifest.Payload;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Whether what a worker built may be offered, as far as global can see without decoding it. */
public final class Results {
  private Results() {}

  /**
   * Checks each payload, in this order: it starts from the job's base; it is smaller than the full
   * image's payload; it is here with the size that it says.
   *
   * @param fullBytes size of the full image's payload
   * @param sizeOf an artifact's size, empty where it is not here
   */
  public static <T> Reply<T> checked(
      DeltaResult result, long fullBytes, Function<Digest, OptionalLong> sizeOf, T good) {
    return result.payloads().stream()
        .flatMap(payload -> Results.<T>fault(payload, result, fullBytes, sizeOf).stream())
        .findFirst()
        .orElse(Reply.done(good));
  }

  private static <T> Optional<Reply<T>> fault(
      Payload payload, DeltaResult result, long fullBytes, Function<Digest, OptionalLong> sizeOf) {
    String name = "payload " + payload.digest();
    if (!payload.base().equals(Optional.of(result.base()))) {
      return Optional.of(
          Reply.refused(Code.MALFORMED, name + " must start from the job's base " + result.base()));
    }
    if (payload.size() >= fullBytes) {
      return Optional.of(
          Reply.refused(
              Code.MALFORMED,
              name
                  + " must be smaller than the full image's "
                  + fullBytes
                  + " bytes; found "
                  + payload.size()
                  + ": leave it out"));
    }
    OptionalLong size = sizeOf.apply(payload.digest());
    return size.isPresent() && size.getAsLong() == payload.size()
        ? Optional.empty()
        : Optional.of(
            Reply.refused(
                Code.MISSING_ARTIFACT,
                name + " is not here with its size; PUT it to /v1/artifacts/ first"));
  }
}
