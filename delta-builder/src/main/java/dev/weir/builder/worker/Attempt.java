package dev.weir.builder.worker;

import dev.weir.builder.codec.Progress;
import dev.weir.builder.release.DeltaSelection;
import dev.weir.builder.release.ImagePair;
import dev.weir.builder.release.LateDeltas;
import dev.weir.protocol.api.DeltaOrder;
import dev.weir.protocol.api.DeltaResult;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.manifest.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One attempt at a job: both images are made from their releases' full payloads, deltas are encoded
 * and decoded again, and those that some device is better off with are uploaded and named.
 */
public final class Attempt {
  private final WorkApi global;
  private final DeltaSelection selection;
  private final Bounds bounds;

  public Attempt(WorkApi global, DeltaSelection selection, Bounds bounds) {
    this.global = global;
    this.selection = selection;
    this.bounds = bounds;
  }

  /**
   * Works until global has the result, or gives up.
   *
   * @param folder empty and this attempt's own
   * @throws IOException where global does not answer, or a file or payload can't be read
   * @throws Stopped from {@code progress}
   */
  public Outcome run(DeltaOrder order, String worker, Path folder, Progress progress)
      throws IOException {
    Optional<String> refusal = bounds.refusal(order);
    if (refusal.isPresent()) {
      return new Outcome.GivenUp(refusal.get());
    }
    Ends ends = new Ends(global, folder, progress);
    Path base = ends.image("base", order.base());
    Path image = ends.image("image", order.image());
    List<LateDeltas.Built> deltas =
        LateDeltas.build(
            selection,
            new ImagePair(base, order.base().image(), image, order.image().image()),
            order.image().full(),
            folder,
            progress);
    for (LateDeltas.Built delta : deltas) {
      Optional<Problem> problem = upload(delta);
      if (problem.isPresent()) {
        return refused(problem.get());
      }
    }
    List<Payload> payloads = deltas.stream().map(LateDeltas.Built::payload).toList();
    return global
        .done(new DeltaResult(order.base().image(), order.image().image(), worker, payloads))
        .map(Attempt::refused)
        .orElseGet(() -> new Outcome.Built(payloads));
  }

  private Optional<Problem> upload(LateDeltas.Built delta) throws IOException {
    return global.hasArtifact(delta.payload().digest())
        ? Optional.empty()
        : global.putArtifact(delta.payload().digest(), delta.file());
  }

  private static Outcome refused(Problem problem) {
    return new Outcome.GivenUp("global refused: " + problem.detail());
  }
}
