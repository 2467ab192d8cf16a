package dev.weir.cli.app;

import dev.weir.builder.app.Pipeline;
import dev.weir.builder.bench.Tier;
import dev.weir.builder.bench.drive.Bench;
import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.choice.DeltaChoice;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.drive.Workers;
import dev.weir.builder.publish.Publisher;
import dev.weir.builder.release.Releases;
import dev.weir.cli.adapter.http.HttpsExchange;
import dev.weir.cli.api.Exchange;
import dev.weir.cli.api.Outside;
import dev.weir.cli.api.Target;
import dev.weir.cli.command.Cli;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The {@code weir} command. */
public final class Weir {
  private Weir() {}

  public static void main(String[] arguments) {
    System.exit(new Cli(network(), new ProcessTerminal()).run(List.of(arguments)));
  }

  /** The real outside: global over HTTPS. */
  public static Outside network() {
    return new Network();
  }

  private static final class Network implements Outside {
    @Override
    public Exchange exchange(Target target) {
      return new HttpsExchange(target);
    }

    @Override
    public String freshKey() {
      return UUID.randomUUID().toString();
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
      return Pipeline.workers(
          target.server(), target.token(), target.authorities(), devices, settings, says);
    }

    @Override
    public Publisher publisher(Target target, Progress progress) {
      return Pipeline.publisher(target.server(), target.token(), target.authorities(), progress);
    }
  }
}
