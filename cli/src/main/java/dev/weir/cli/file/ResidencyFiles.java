package dev.weir.cli.file;

import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.selector.Selector;
import dev.weir.protocol.wire.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Files of kind Residency: the whole list of rules, in their order. */
public final class ResidencyFiles {
  private static final String KIND = "Residency";

  private ResidencyFiles() {}

  public static Read<List<ResidencyRule>> read(String text) {
    List<Fault> faults = new ArrayList<>();
    List<ResidencyRule> rules = List.of();
    try {
      rules = rules(new Section("", Yaml.parse(text), faults));
    } catch (FaultyFile e) {
      faults.add(e.fault());
    }
    faults.sort(Comparator.comparingInt(Fault::line));
    return faults.isEmpty() ? new Read.Good<>(rules) : new Read.Faulty<>(List.copyOf(faults));
  }

  private static List<ResidencyRule> rules(Section file) {
    Values.kind(file, KIND);
    Optional<List<Section>> sections = file.sections("items", Limits.RULES);
    if (!file.has("items")) {
      file.fault("items", "is missing: the rules in their order; [] for none");
    }
    file.end();
    List<ResidencyRule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : sections.orElse(List.of())) {
      rule(section).ifPresent(rules::add);
      section
          .value("name", text -> text)
          .filter(name -> !names.add(name))
          .ifPresent(name -> section.fault("name", "two rules are called " + name));
      section.end();
    }
    return List.copyOf(rules);
  }

  private static Optional<ResidencyRule> rule(Section section) {
    Optional<String> name = section.required("name", ResidencyFiles::checkedName);
    Optional<String> selector = section.required("selector", ResidencyFiles::checkedSelector);
    Optional<List<RegionId>> regions = section.values("regions", Limits.LABELS, RegionId::of);
    if (regions.filter(list -> !list.isEmpty()).isEmpty()) {
      section.fault("regions", "must be a list of at least one region");
      return Optional.empty();
    }
    return name.isEmpty() || selector.isEmpty()
        ? Optional.empty()
        : Optional.of(new ResidencyRule(name.get(), selector.get(), regions.get()));
  }

  /** What rules may be called. */
  public static String checkedName(String text) {
    if (text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
      return text;
    }
    throw new IllegalArgumentException(
        "a rule's name is 1 to 63 of letters, digits and . _ -; found \"" + text + '"');
  }

  private static String checkedSelector(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must not be empty: it would hide the rules after it");
    }
    return Selector.parse(text).text();
  }
}
