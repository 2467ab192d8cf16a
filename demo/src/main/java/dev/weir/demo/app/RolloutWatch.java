package dev.weir.demo.app;

import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.api.WaveView;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.WaveCounts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads a rollout again and again, and says what changed. */
final class RolloutWatch {
  private final World world;
  private final RolloutId rollout;
  private final Map<String, String> said = new LinkedHashMap<>();
  private Optional<RolloutView> last = Optional.empty();

  RolloutWatch(World world, RolloutId rollout) {
    this.world = world;
    this.rollout = rollout;
  }

  RolloutView until(String what, Duration limit, Predicate<RolloutView> reached) {
    world.await(
        what,
        limit,
        () -> {
          last = world.reading().rollout(rollout);
          last.ifPresent(this::sayChanges);
          return last.isPresent() && reached.test(last.get());
        });
    return last.orElseThrow();
  }

  private void sayChanges(RolloutView view) {
    sayOnce("state", view.state() + (view.reason().isEmpty() ? "" : ": " + view.reason()));
    for (WaveView wave : view.waves()) {
      if (wave.openRank().isPresent()) {
        sayOnce("wave " + wave.name(), describe(wave));
      }
    }
  }

  private void sayOnce(String subject, String text) {
    if (!text.equals(said.put(subject, text))) {
      world.display().say(rollout + " " + subject + ": " + text);
    }
  }

  private static String describe(WaveView wave) {
    WaveCounts counts = wave.counts();
    StringBuilder text = new StringBuilder();
    add(text, counts.waiting(), "waiting");
    add(text, counts.unreached(), "unreached");
    add(text, counts.working(), "downloading");
    add(text, counts.switching(), "installing or on trial");
    add(text, counts.committed(), "committed");
    add(text, counts.failed(), "failed");
    add(text, counts.silent(), "silent");
    add(text, counts.already(), "there already");
    if (text.isEmpty()) {
      text.append("open");
    }
    return text + (wave.passedAt().isPresent() ? "; gate passed" : "");
  }

  private static void add(StringBuilder text, int count, String what) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
    }
  }

  static int committed(RolloutView view) {
    return view.waves().stream().mapToInt(wave -> wave.counts().committed()).sum();
  }
}
