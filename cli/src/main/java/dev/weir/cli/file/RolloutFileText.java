package dev.weir.cli.file;

import dev.weir.cli.option.AbortOption;
import dev.weir.cli.option.PrepareOption;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.Prepare;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.message.AbortThreshold;
import dev.weir.protocol.message.Deadlines;
import dev.weir.protocol.text.Durations;
import dev.weir.protocol.text.Shares;
import dev.weir.protocol.text.Sizes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rollouts as files that ask for them: {@link RolloutFiles} reads the same rollout again. */
public final class RolloutFileText {
  private RolloutFileText() {}

  public static String of(RolloutSpec spec) {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("kind", RolloutFiles.KIND);
    file.put("rollout", spec.rollout().text());
    file.put("release", spec.release().text());
    if (!spec.selector().isEmpty()) {
      file.put("selector", spec.selector());
    }
    file.put("waves", spec.waves().stream().map(RolloutFileText::wave).toList());
    file.put("maxConcurrent", spec.maxConcurrent());
    file.put("startWithin", Durations.text(spec.startWithin()));
    file.put("deadlines", deadlines(spec.deadlines()));
    file.put("abort", spec.abort().stream().map(RolloutFileText::threshold).toList());
    if (!spec.prepare().equals(Prepare.AT_ONCE)) {
      file.put("prepare", prepare(spec.prepare()));
    }
    if (spec.fallbackBytes() > 0) {
      file.put("fallbackBytes", Sizes.text(spec.fallbackBytes()));
    }
    return YamlText.of(file);
  }

  private static Map<String, Object> prepare(Prepare prepare) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("atMost", Durations.text(prepare.atMost()));
    map.put("then", PrepareOption.word(prepare.then()));
    return map;
  }

  private static Map<String, Object> wave(WaveSpec wave) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", wave.name());
    wave.share().ifPresent(share -> map.put("share", Shares.text(share)));
    wave.count().ifPresent(count -> map.put("count", count));
    map.put("gate", gate(wave.gate()));
    return map;
  }

  private static Map<String, Object> gate(Gate gate) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("success", Shares.text(gate.success()));
    map.put("leastSample", gate.leastSample());
    map.put("bake", Durations.text(gate.bake()));
    return map;
  }

  private static Map<String, Object> deadlines(Deadlines deadlines) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("accept", Durations.text(deadlines.accept()));
    map.put("download", Durations.text(deadlines.download()));
    map.put("install", Durations.text(deadlines.install()));
    return map;
  }

  private static Map<String, Object> threshold(AbortThreshold threshold) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("failure", threshold.failure().map(AbortOption::word).orElse("any"));
    map.put("share", Shares.text(threshold.millionths()));
    map.put("leastSample", threshold.leastSample());
    return map;
  }
}
