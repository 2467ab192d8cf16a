package dev.weir.cli.file;

import dev.weir.cli.option.GateOption;
import dev.weir.cli.option.WaveOption;
import dev.weir.protocol.api.Gate;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.text.Durations;
import dev.weir.protocol.wire.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The waves of a rollout's file.
 *
 * @param waves empty where one of them is wrong
 */
record WaveList(List<WaveSpec> waves) {

  static WaveList read(Section file) {
    if (!file.has("waves")) {
      file.fault("waves", "is missing: say how it spreads; for all at once, [{name: all}]");
    }
    List<Section> sections = file.sections("waves", Limits.WAVES).orElse(List.of());
    if (sections.isEmpty() && file.has("waves")) {
      file.fault("waves", "must have at least one wave");
    }
    List<WaveSpec> waves = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      Optional<WaveSpec> wave = wave(section);
      boolean last = i + 1 == sections.size();
      wave.ifPresent(read -> checkPlace(section, read, last, names));
      wave.ifPresent(waves::add);
    }
    return new WaveList(waves.size() == sections.size() ? List.copyOf(waves) : List.of());
  }

  private static Optional<WaveSpec> wave(Section section) {
    Optional<String> name = section.required("name", WaveOption::checkedName);
    Optional<Integer> share = section.value("share", Values::shareAbove0);
    Optional<Integer> count = section.value("count", Values::count);
    Gate gate = section.section("gate").map(WaveList::gate).orElse(GateOption.STRICT);
    section.end();
    if (section.has("share") && section.has("count")) {
      section.fault("count", "a wave has a share or a count, not both");
      return Optional.empty();
    }
    return name.map(known -> new WaveSpec(known, share, count, gate));
  }

  private static Gate gate(Section section) {
    Gate strict = GateOption.STRICT;
    Gate gate =
        new Gate(
            section.value("success", Values::share).orElse(strict.success()),
            section.value("leastSample", Values::count).orElse(strict.leastSample()),
            section.value("bake", Durations::parse).orElse(strict.bake()));
    section.end();
    return gate;
  }

  private static void checkPlace(Section section, WaveSpec wave, boolean last, Set<String> names) {
    boolean isAll = !section.has("share") && !section.has("count");
    if (!names.add(wave.name())) {
      section.fault("name", "two waves are called " + wave.name());
    }
    if (isAll && !last) {
      section.fault("name", wave.name() + " takes in all, so nothing is left for those after it");
    }
    if (!isAll && last) {
      section.fault("name", "the last wave takes in all: leave out its share and count");
    }
  }
}
