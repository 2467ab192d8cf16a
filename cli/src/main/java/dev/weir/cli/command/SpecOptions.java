package dev.weir.cli.command;

import dev.weir.cli.file.RolloutFile;
import dev.weir.cli.file.RolloutFiles;
import dev.weir.cli.option.AbortOption;
import dev.weir.cli.option.DeadlineOption;
import dev.weir.cli.option.GateOption;
import dev.weir.cli.option.SpecDraft;
import dev.weir.cli.option.WaveOption;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.text.Sizes;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a rollout should be, for plan and start alike. */
final class SpecOptions {
  private static final int CONCURRENT = 100;
  private static final Duration START_WITHIN = Duration.ofHours(1);

  @Parameters(
      paramLabel = "ROLLOUT",
      arity = "0..1",
      description = "What the rollout is called, such as update-1.")
  private Optional<RolloutId> rollout = Optional.empty();

  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      description = "What the devices should come to run.")
  private Optional<ReleaseId> release = Optional.empty();

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "SELECTOR",
      description =
          "Which devices, by labels, such as site=plant-7,!lab. Default: all of the release's"
              + " model.")
  private Optional<Selector> selector = Optional.empty();

  @Option(
      names = "--wave",
      paramLabel = "NAME[=SIZE]",
      description =
          "A wave, cumulative with those before it. SIZE is a number of devices, a share such as"
              + " 10%%, or all, as is NAME alone. Repeat it in order; the last one is all.")
  private List<WaveOption> waves = List.of();

  @Option(
      names = "--gate",
      paramLabel = "[WAVE:]RULES",
      description =
          "What must hold to leave a wave, of all waves or of one. RULES are any of success=SHARE"
              + " (of the devices that ended), sample=COUNT (so many ended) and bake=DURATION (it"
              + " has stood so long), joined by commas. Default: success=100%%,sample=1,bake=0s.")
  private List<GateOption> gates = List.of();

  @Option(
      names = "--abort",
      paramLabel = "THRESHOLD",
      description =
          "Failures at which the rollout halts: FAILURE=SHARE,sample=COUNT, where FAILURE is a"
              + " class such as unhealthy or silentAfterSwitch, or any; FAILURE alone means the first"
              + " one. Repeat it; none for no threshold. Default: any=20%%,sample=5.")
  private List<AbortOption> abort = List.of();

  @Option(
      names = "--deadline",
      paramLabel = "DEADLINES",
      description =
          "How long a device may be silent in each part: any of accept=DURATION, download=DURATION"
              + " and install=DURATION, joined by commas."
              + " Default: accept=5m,download=1h,install=15m.")
  private List<DeadlineOption> deadlines = List.of();

  @Option(
      names = "--max-concurrent",
      paramLabel = "COUNT",
      description = "Devices at a time in each region. Default: 100.")
  private Optional<Integer> maxConcurrent = Optional.empty();

  @Option(
      names = "--start-within",
      paramLabel = "DURATION",
      description = "How long a device may take to begin before it has to ask again. Default: 1h.")
  private Optional<Duration> startWithin = Optional.empty();

  @Option(
      names = "--prepare",
      paramLabel = "POLICY",
      description =
          "Waits for the deltas that many targets could take and that a worker builds:"
              + " atMost=DURATION, and then=full or then=hold for what is missing by then: start"
              + " with full images, or pause. Default: atMost=0s, start with what there is.")
  private Optional<Prepare> prepare = Optional.empty();

  @Option(
      names = "--fallback-bytes",
      paramLabel = "SIZE",
      description =
          "Full images that each region may give to devices that could not apply their delta, in"
              + " all, such as 200MB. Default: 0.")
  private Optional<String> fallbackBytes = Optional.empty();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "The rollout as a file of kind Rollout, instead of all options here: weir help apply"
              + " has one. Without kind it is JSON as \"plan -o json\" shows it under spec.")
  private Optional<Path> file = Optional.empty();

  RolloutSpec spec() throws IOException {
    return file.isPresent() ? fromFile(file.get()) : fromOptions();
  }

  private RolloutSpec fromOptions() {
    RolloutId name =
        rollout.orElseThrow(() -> new UsageTrouble("ROLLOUT is missing: give the rollout a name"));
    ReleaseId wanted =
        release.orElseThrow(
            () -> new UsageTrouble("--release is missing; weir get releases lists them"));
    try {
      return new SpecDraft(
              name,
              wanted,
              selector.map(Selector::text).orElse(""),
              waves,
              gates,
              abort,
              deadlines,
              maxConcurrent.orElse(CONCURRENT),
              startWithin.orElse(START_WITHIN),
              prepare.orElse(Prepare.AT_ONCE),
              fallbackBytes.map(Sizes::parse).orElse(0L))
          .spec();
    } catch (IllegalArgumentException e) {
      throw new UsageTrouble(e);
    }
  }

  private RolloutSpec fromFile(Path path) throws IOException {
    boolean more =
        release.isPresent()
            || selector.isPresent()
            || maxConcurrent.isPresent()
            || startWithin.isPresent()
            || prepare.isPresent()
            || fallbackBytes.isPresent()
            || !(waves.isEmpty() && gates.isEmpty() && abort.isEmpty() && deadlines.isEmpty());
    if (more) {
      throw new UsageTrouble("-f says everything about the rollout; leave the other options out");
    }
    RolloutSpec spec = read(path);
    if (rollout.isPresent() && !rollout.get().equals(spec.rollout())) {
      throw new UsageTrouble(
          "-f " + path + " is of rollout " + spec.rollout() + ", not " + rollout.get());
    }
    return spec;
  }

  private static RolloutSpec read(Path path) throws IOException {
    String text = RolloutFileOption.content(path);
    if (RolloutFiles.isKind(text)) {
      RolloutFile file = RolloutFileOption.good(path, RolloutFiles.read(text));
      if (file.state().isPresent()) {
        throw new UsageTrouble("-f " + path + ": state is for weir apply; leave it out");
      }
      return file.spec();
    }
    try {
      return RolloutSpec.CODEC.fromJson(text);
    } catch (Malformed e) {
      throw new UsageTrouble("-f " + path + ": " + e.getMessage());
    }
  }
}
