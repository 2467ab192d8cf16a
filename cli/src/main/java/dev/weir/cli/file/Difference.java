package dev.weir.cli.file;

import dev.weir.cli.option.AbortOption;
import dev.weir.cli.option.PrepareOption;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.text.Durations;
import dev.weir.protocol.text.Shares;
import dev.weir.protocol.text.Sizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field that a file and a rollout have differently, each value as a file would write it.
 *
 * @param field such as {@code waves.canary.gate.bake}
 * @param started empty: the rollout has no such field
 * @param file empty: the file has no such field
 */
public record Difference(String field, String started, String file) {

  /** Field by field; none where both are the same. */
  public static List<Difference> between(RolloutSpec started, RolloutSpec file) {
    Map<String, String> left = fields(started);
    Map<String, String> right = fields(file);
    Set<String> names = new LinkedHashSet<>(left.keySet());
    names.addAll(right.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      String before = left.getOrDefault(name, "");
      String after = right.getOrDefault(name, "");
      if (!before.equals(after)) {
        differences.add(new Difference(name, before, after));
      }
    }
    return List.copyOf(differences);
  }

  private static LinkedHashMap<String, String> fields(RolloutSpec spec) {
    LinkedHashMap<String, String> fields = new LinkedHashMap<>();
    fields.put("rollout", spec.rollout().text());
    fields.put("release", spec.release().text());
    fields.put("selector", spec.selector());
    fields.put(
        "waves", spec.waves().stream().map(WaveSpec::name).collect(Collectors.joining(", ")));
    spec.waves().forEach(wave -> put(fields, "waves." + wave.name() + ".", wave));
    fields.put("maxConcurrent", String.valueOf(spec.maxConcurrent()));
    fields.put("startWithin", Durations.text(spec.startWithin()));
    fields.put("deadlines.accept", Durations.text(spec.deadlines().accept()));
    fields.put("deadlines.download", Durations.text(spec.deadlines().download()));
    fields.put("deadlines.install", Durations.text(spec.deadlines().install()));
    fields.put(
        "abort", spec.abort().stream().map(AbortOption::text).collect(Collectors.joining("; ")));
    fields.put("prepare.atMost", Durations.text(spec.prepare().atMost()));
    fields.put("prepare.then", PrepareOption.word(spec.prepare().then()));
    fields.put("fallbackBytes", Sizes.text(spec.fallbackBytes()));
    return fields;
  }

  private static void put(Map<String, String> fields, String path, WaveSpec wave) {
    fields.put(path + "share", wave.share().map(Shares::text).orElse(""));
    fields.put(path + "count", wave.count().map(String::valueOf).orElse(""));
    fields.put(path + "gate.success", Shares.text(wave.gate().success()));
    fields.put(path + "gate.leastSample", String.valueOf(wave.gate().leastSample()));
    fields.put(path + "gate.bake", Durations.text(wave.gate().bake()));
  }
}
