package dev.weir.cli.command;

import dev.weir.builder.app.Pipeline;
import dev.weir.builder.bench.Tier;
import dev.weir.builder.bench.drive.Bench;
import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.choice.DeltaChoice;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.drive.Workers;
import dev.weir.builder.publish.GlobalApi;
import dev.weir.builder.publish.Posted;
import dev.weir.builder.publish.Publisher;
import dev.weir.builder.release.DeltaSelection;
import dev.weir.builder.release.Releases;
import dev.weir.builder.worker.Attempt;
import dev.weir.builder.worker.WorkApi;
import dev.weir.cli.api.Exchange;
import dev.weir.cli.api.NoAnswer;
import dev.weir.cli.api.Outside;
import dev.weir.cli.api.Target;
import dev.weir.cli.text.ReleaseViews;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A global that answers what it was told to, and remembers what it was asked. */
final class FakeOutside implements Outside {
  final List<Exchange.Request> requests = new ArrayList<>();
  final List<Target> targets = new ArrayList<>();
  final List<Digest> uploads = new ArrayList<>();
  final List<Circumstances> builtFor = new ArrayList<>();
  Optional<Problem> publishing = Optional.empty();
  WorkApi work = new NoWork();

  private final Map<String, Deque<Supplier<Exchange.Answer>>> answers = new HashMap<>();
  private int keys;

  /** Adds an answer to a request; the last one stays. */
  void answer(String methodAndPath, int status, String body) {
    add(methodAndPath, () -> new Exchange.Answer(status, body, ""));
  }

  /** Adds an answer that carries a tag. */
  void answer(String methodAndPath, String tag, String body) {
    add(methodAndPath, () -> new Exchange.Answer(200, body, tag));
  }

  /** Nothing comes back, once. */
  void stayAway(String methodAndPath, boolean isLost) {
    add(
        methodAndPath,
        () -> {
          throw new NoAnswer("https://127.0.0.1:8443: away", new IOException(), isLost);
        });
  }

  private void add(String methodAndPath, Supplier<Exchange.Answer> answer) {
    answers.computeIfAbsent(methodAndPath, key -> new ArrayDeque<>()).add(answer);
  }

  @Override
  public String freshKey() {
    keys++;
    return "key-" + keys;
  }

  void refuse(String methodAndPath, int status, String code, String detail) {
    Problem problem = new Problem("about:blank", "Refused", status, detail, code);
    answer(methodAndPath, status, Problem.CODEC.toJson(problem));
  }

  @Override
  public Exchange exchange(Target target) {
    targets.add(target);
    return request -> {
      requests.add(request);
      Deque<Supplier<Exchange.Answer>> left = answers.get(request.method() + " " + request.path());
      if (left == null) {
        return new Exchange.Answer(404, "no such thing in this test: " + request.path(), "");
      }
      return (left.size() > 1 ? left.remove() : left.element()).get();
    };
  }

  @Override
  public DeltaCodec delta(int tableBits) {
    return Pipeline.delta(tableBits);
  }

  @Override
  public DeltaCodec gdiff() {
    return Pipeline.gdiff();
  }

  @Override
  public Bench bench(Optional<Tier> only, Progress progress) {
    return Pipeline.bench(only, progress);
  }

  @Override
  public Releases releases(DeltaChoice deltas, List<Circumstances> devices, Progress progress) {
    return Pipeline.releases(deltas, devices, progress);
  }

  @Override
  public Workers workers(
      Target target,
      List<Circumstances> devices,
      Workers.Settings settings,
      Consumer<String> says) {
    targets.add(target);
    builtFor.addAll(devices);
    return new Workers(
        work,
        new Attempt(work, new DeltaSelection(List.of(), devices), settings.bounds()),
        settings,
        InstantSource.system(),
        says);
  }

  @Override
  public Publisher publisher(Target target, Progress progress) {
    targets.add(target);
    return new Publisher(
        new GlobalApi() {
          @Override
          public boolean hasArtifact(Digest digest) {
            return false;
          }

          @Override
          public Optional<Problem> putArtifact(Digest digest, Path content) {
            uploads.add(digest);
            return Optional.empty();
          }

          @Override
          public Posted postRelease(Bytes signedManifest) {
            return publishing
                .<Posted>map(Posted.Refused::new)
                .orElseGet(() -> new Posted.Accepted(ReleaseViews.release()));
          }
        },
        progress);
  }
}
