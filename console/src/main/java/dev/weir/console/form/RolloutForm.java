package dev.weir.console.form;

import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.Deadlines;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.text.Durations;
import dev.weir.protocol.text.Shares;
import dev.weir.protocol.text.Sizes;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The form that starts a rollout, as it was filled in.
 *
 * @param abortShare of failures among those that ended, from which on it halts; empty: never
 * @param deltaWait for deltas, at most so long
 * @param deltaThen full or hold
 * @param fallbackBytes bytes of full images in place of deltas that could not be applied
 */
public record RolloutForm(
    String rollout,
    String release,
    String selector,
    List<Wave> waves,
    String maxConcurrent,
    String startWithin,
    String accept,
    String download,
    String install,
    String abortShare,
    String abortSample,
    String deltaWait,
    String deltaThen,
    String fallbackBytes) {

  /**
   * A wave's row.
   *
   * @param size a number of targets, a share such as 10%, or all
   */
  public record Wave(String name, String size, String success, String sample, String bake) {
    boolean isBlank() {
      return name.isEmpty() && size.isEmpty();
    }
  }

  /** What a person begins with. */
  public static RolloutForm fresh(String release) {
    return new RolloutForm(
        "",
        release,
        "",
        List.of(
            new Wave("canary", "2", "100%", "1", "1m"), new Wave("rest", "all", "100%", "1", "0s")),
        "100",
        "1h",
        "5m",
        "1h",
        "15m",
        "20%",
        "5",
        "0s",
        "full",
        "0B");
  }

  public static RolloutForm of(Fields fields) {
    List<Wave> waves = new ArrayList<>();
    List<String> names = fields.all("wave-name");
    for (int i = 0; i < Math.min(names.size(), Limits.WAVES + 1); i++) {
      waves.add(
          new Wave(
              names.get(i),
              at(fields, "wave-size", i),
              at(fields, "wave-success", i),
              at(fields, "wave-sample", i),
              at(fields, "wave-bake", i)));
    }
    return new RolloutForm(
        fields.text("rollout"),
        fields.text("release"),
        fields.text("selector"),
        List.copyOf(waves),
        fields.text("max-concurrent"),
        fields.text("start-within"),
        fields.text("accept"),
        fields.text("download"),
        fields.text("install"),
        fields.text("abort-share"),
        fields.text("abort-sample"),
        fields.text("delta-wait"),
        fields.text("delta-then"),
        fields.text("fallback-bytes"));
  }

  private static String at(Fields fields, String name, int index) {
    List<String> all = fields.all(name);
    return index < all.size() ? all.get(index) : "";
  }

  /** The form with an empty row before the last wave. */
  public RolloutForm withAnotherWave() {
    List<Wave> more = new ArrayList<>(waves);
    more.add(Math.max(0, more.size() - 1), new Wave("", "", "100%", "1", "5m"));
    return new RolloutForm(
        rollout,
        release,
        selector,
        List.copyOf(more),
        maxConcurrent,
        startWithin,
        accept,
        download,
        install,
        abortShare,
        abortSample,
        deltaWait,
        deltaThen,
        fallbackBytes);
  }

  /** The rollout that is asked for, or every fault. */
  public Outcome read() {
    Faults faults = new Faults();
    Optional<RolloutId> id = faults.read("rollout", rollout, RolloutId::of);
    Optional<ReleaseId> wanted = faults.read("release", release, ReleaseId::of);
    faults.read("selector", selector, Selector::parse);
    List<WaveSpec> specs = waves(faults);
    Optional<Integer> most = faults.read("max-concurrent", maxConcurrent, RolloutForm::count);
    Optional<Duration> begin = faults.read("start-within", startWithin, Durations::parse);
    Optional<Duration> toAccept = faults.read("accept", accept, Durations::parse);
    Optional<Duration> toDownload = faults.read("download", download, Durations::parse);
    Optional<Duration> toInstall = faults.read("install", install, Durations::parse);
    List<AbortThreshold> abort = abort(faults);
    Optional<Duration> atMost = faults.read("delta-wait", deltaWait, Durations::parse);
    Optional<Prepare.Then> missing = faults.read("delta-then", deltaThen, RolloutForm::then);
    Optional<Long> bytes = faults.read("fallback-bytes", fallbackBytes, Sizes::parse);
    if (!faults.list().isEmpty()) {
      return new Outcome(Optional.empty(), faults.list());
    }
    return new Outcome(
        Optional.of(
            new RolloutSpec(
                id.orElseThrow(),
                wanted.orElseThrow(),
                selector,
                specs,
                most.orElseThrow(),
                begin.orElseThrow(),
                new Deadlines(
                    toAccept.orElseThrow(), toDownload.orElseThrow(), toInstall.orElseThrow()),
                abort,
                new Prepare(atMost.orElseThrow(), missing.orElseThrow()),
                bytes.orElseThrow())),
        List.of());
  }

  private List<WaveSpec> waves(Faults faults) {
    List<WaveSpec> specs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int row = 0;
    for (Wave wave : waves) {
      row++;
      if (wave.isBlank()) {
        continue;
      }
      if (wave.name().isEmpty() || !names.add(wave.name())) {
        faults.add("wave-name-" + row, "a name that no other wave has");
      }
      String field = "-" + row;
      boolean isAll = wave.size().equals("all");
      boolean isShare = wave.size().endsWith("%");
      Optional<Integer> size =
          isAll
              ? Optional.empty()
              : faults.read(
                  "wave-size" + field, wave.size(), isShare ? this::some : RolloutForm::count);
      Optional<Integer> success =
          faults.read("wave-success" + field, wave.success(), Shares::parse);
      Optional<Integer> sample =
          faults.read("wave-sample" + field, wave.sample(), RolloutForm::count);
      Optional<Duration> bake = faults.read("wave-bake" + field, wave.bake(), Durations::parse);
      if (success.isPresent() && sample.isPresent() && bake.isPresent()) {
        specs.add(
            new WaveSpec(
                wave.name(),
                isShare ? size : Optional.empty(),
                isShare ? Optional.empty() : size,
                new Gate(success.get(), sample.get(), bake.get())));
      }
    }
    boolean endsWithAll = !waves.isEmpty() && waves.get(waves.size() - 1).size().equals("all");
    if (!endsWithAll) {
      faults.add("waves", "the last wave takes in all: give it the size all");
    }
    if (waves.stream().filter(wave -> wave.size().equals("all")).count() > 1) {
      faults.add("waves", "only the last wave takes in all; nothing is left for those after");
    }
    if (waves.size() > Limits.WAVES) {
      faults.add("waves", "at most " + Limits.WAVES + " waves");
    }
    return specs;
  }

  private static Prepare.Then then(String text) {
    return switch (text) {
      case "full" -> Prepare.Then.FULL;
      case "hold" -> Prepare.Then.HOLD;
      default -> throw new IllegalArgumentException("full or hold");
    };
  }

  private static int count(String text) {
    if (text.matches("[1-9][0-9]{0,8}")) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("a whole number, at least 1");
  }

  private int some(String text) {
    int share = Shares.parse(text);
    if (share == 0) {
      throw new IllegalArgumentException("above 0%, or the wave would never open for anybody");
    }
    return share;
  }

  private List<AbortThreshold> abort(Faults faults) {
    if (abortShare.isEmpty()) {
      return List.of();
    }
    Optional<Integer> share = faults.read("abort-share", abortShare, Shares::parse);
    Optional<Integer> sample = faults.read("abort-sample", abortSample, RolloutForm::count);
    return share.isPresent() && sample.isPresent()
        ? List.of(new AbortThreshold(Optional.empty(), share.get(), sample.get()))
        : List.of();
  }

  /** A fault and the field that it is in. */
  public record Fault(String field, String text) {}

  /**
   * What came of reading the form.
   *
   * @param spec absent where there are faults
   */
  public record Outcome(Optional<RolloutSpec> spec, List<Fault> faults) {}

  /** Names this very rollout, so that what is started is what the plan was of. */
  public static String seal(RolloutSpec spec) {
    return Bytes.ofUtf8(RolloutSpec.CODEC.toJson(spec)).digest().brief();
  }

  /** Faults as they are found. */
  private static final class Faults {
    private final List<Fault> found = new ArrayList<>();

    void add(String field, String text) {
      found.add(new Fault(field, text));
    }

    <T> Optional<T> read(String field, String text, Function<String, T> parse) {
      try {
        return Optional.of(parse.apply(text));
      } catch (IllegalArgumentException e) {
        add(field, String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    }

    List<Fault> list() {
      return List.copyOf(found);
    }
  }
}
