package dev.weir.cli.file;

import dev.weir.cli.option.AbortOption;
import dev.weir.cli.option.DeadlineOption;
import dev.weir.cli.option.PrepareOption;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.Deadlines;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.text.Durations;
import dev.weir.protocol.text.Sizes;
import dev.weir.protocol.wire.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Files of kind Rollout: a {@link RolloutSpec} with its own fields, in YAML or JSON, with durations
 * as {@code 1h30m}, shares as {@code 10%} and sizes as {@code 200MB}. What is left out is what it
 * is on the command line.
 */
public final class RolloutFiles {
  static final String KIND = "Rollout";
  private static final int CONCURRENT = 100;
  private static final Duration START_WITHIN = Duration.ofHours(1);

  private RolloutFiles() {}

  /** Whether a file is meant to be of some kind; the API's own JSON does not say of which. */
  public static boolean isKind(String text) {
    try {
      return !text.stripLeading().startsWith("{")
          || new Section("", Yaml.parse(text), new ArrayList<>()).has("kind");
    } catch (FaultyFile e) {
      return true;
    }
  }

  public static Read<RolloutFile> read(String text) {
    List<Fault> faults = new ArrayList<>();
    Optional<RolloutFile> file = Optional.empty();
    try {
      file = file(new Section("", Yaml.parse(text), faults));
    } catch (FaultyFile e) {
      faults.add(e.fault());
    }
    if (faults.isEmpty() && file.isPresent()) {
      return new Read.Good<>(file.get());
    }
    faults.sort(Comparator.comparingInt(Fault::line));
    return new Read.Faulty<>(List.copyOf(faults));
  }

  /** The file; empty where a field that is required is missing or wrong. */
  private static Optional<RolloutFile> file(Section file) {
    Values.kind(file, KIND);
    Optional<RolloutId> rollout = file.required("rollout", RolloutId::of);
    Optional<ReleaseId> release = file.required("release", ReleaseId::of);
    String selector =
        file.value("selector", text -> text.isEmpty() ? "" : Selector.parse(text).text())
            .orElse("");
    Optional<WantedState> state = file.value("state", WantedState::parse);
    WaveList waves = WaveList.read(file);
    int concurrent = file.value("maxConcurrent", Values::count).orElse(CONCURRENT);
    Duration startWithin = file.value("startWithin", Values::above0).orElse(START_WITHIN);
    Deadlines deadlines =
        file.section("deadlines").map(RolloutFiles::deadlines).orElse(DeadlineOption.USUAL);
    List<AbortThreshold> abort =
        file.sections("abort", Limits.LABELS)
            .map(list -> list.stream().flatMap(one -> threshold(one).stream()).toList())
            .orElse(List.of(AbortOption.USUAL));
    Prepare prepare = file.section("prepare").map(RolloutFiles::prepare).orElse(Prepare.AT_ONCE);
    long fallbackBytes = file.value("fallbackBytes", Sizes::parse).orElse(0L);
    file.end();
    if (rollout.isEmpty() || release.isEmpty() || waves.waves().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RolloutFile(
            new RolloutSpec(
                rollout.get(),
                release.get(),
                selector,
                waves.waves(),
                concurrent,
                startWithin,
                deadlines,
                abort,
                prepare,
                fallbackBytes),
            state));
  }

  private static Prepare prepare(Section section) {
    Prepare prepare =
        new Prepare(
            section.value("atMost", Durations::parse).orElse(Prepare.AT_ONCE.atMost()),
            section.value("then", PrepareOption::then).orElse(Prepare.AT_ONCE.then()));
    section.end();
    return prepare;
  }

  private static Deadlines deadlines(Section section) {
    Deadlines usual = DeadlineOption.USUAL;
    Deadlines deadlines =
        new Deadlines(
            section.value("accept", Values::above0).orElse(usual.accept()),
            section.value("download", Values::above0).orElse(usual.download()),
            section.value("install", Values::above0).orElse(usual.install()));
    section.end();
    return deadlines;
  }

  private static Optional<AbortThreshold> threshold(Section section) {
    Optional<Optional<FailureClass>> failure = section.required("failure", AbortOption::failure);
    int share = section.value("share", Values::share).orElse(0);
    int leastSample = section.value("leastSample", Values::count).orElse(1);
    section.end();
    return failure.map(known -> new AbortThreshold(known, share, leastSample));
  }
}
