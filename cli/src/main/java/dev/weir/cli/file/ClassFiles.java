package dev.weir.cli.file;

import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.choice.DeviceClass;
import dev.weir.builder.choice.Link;
import dev.weir.builder.choice.Prices;
import dev.weir.protocol.manifest.PayloadCodec;
import dev.weir.protocol.text.Durations;
import dev.weir.protocol.wire.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Files of kind DeviceClasses: what bytes, processor, flash and time cost, which links there are,
 * and which devices are on them. Prices are in millionths of one unit of money, sizes in bytes.
 */
public final class ClassFiles {
  private static final String KIND = "DeviceClasses";

  private final Map<String, Link> links = new LinkedHashMap<>();
  private final List<Circumstances> all = new ArrayList<>();

  private ClassFiles() {}

  /** Each class on each of its links, in the file's order. */
  public static Read<List<Circumstances>> read(String text) {
    List<Fault> faults = new ArrayList<>();
    ClassFiles file = new ClassFiles();
    try {
      file.read(new Section("", Yaml.parse(text), faults));
    } catch (FaultyFile e) {
      faults.add(e.fault());
    }
    faults.sort(Comparator.comparingInt(Fault::line));
    return faults.isEmpty()
        ? new Read.Good<>(List.copyOf(file.all))
        : new Read.Faulty<>(List.copyOf(faults));
  }

  private void read(Section file) {
    Values.kind(file, KIND);
    Optional<Prices> prices = file.section("prices").flatMap(ClassFiles::prices);
    if (!file.has("prices")) {
      file.fault("prices", "is missing: cpuSecond, flashMegabyte and hour, in millionths");
    }
    for (Section link : some(file, "links")) {
      link(link).ifPresent(one -> links.put(one.name(), one));
    }
    for (Section section : some(file, "classes")) {
      Optional<DeviceClass> device = device(section);
      List<Link> on = on(section);
      section.end();
      if (device.isPresent() && prices.isPresent()) {
        on.forEach(link -> all.add(new Circumstances(device.get(), link, prices.get())));
      }
    }
    file.end();
  }

  private static List<Section> some(Section file, String name) {
    List<Section> sections = file.sections(name, Limits.LABELS).orElse(List.of());
    if (sections.isEmpty()) {
      file.fault(name, "must be a list of at least one");
    }
    return sections;
  }

  private static Optional<Prices> prices(Section section) {
    Optional<Long> cpu = section.required("cpuSecond", Values::amount);
    Optional<Long> flash = section.required("flashMegabyte", Values::amount);
    Optional<Long> hour = section.required("hour", Values::amount);
    section.end();
    return cpu.isEmpty() || flash.isEmpty() || hour.isEmpty()
        ? Optional.empty()
        : made(section, "cpuSecond", () -> new Prices(cpu.get(), flash.get(), hour.get()));
  }

  private Optional<Link> link(Section section) {
    Optional<String> name = section.required("name", Values::name);
    Optional<Long> speed = section.required("bytesPerSecond", Values::amount);
    Optional<Long> price = section.required("megabyte", Values::amount);
    section.end();
    if (name.filter(links::containsKey).isPresent()) {
      section.fault("name", "two links are called " + name.get());
    }
    return name.isEmpty() || speed.isEmpty() || price.isEmpty()
        ? Optional.empty()
        : made(section, "megabyte", () -> new Link(name.get(), speed.get(), price.get()));
  }

  private List<Link> on(Section section) {
    List<Link> on = new ArrayList<>();
    for (String name : section.values("links", Limits.LABELS, text -> text).orElse(List.of())) {
      Optional.ofNullable(links.get(name))
          .ifPresentOrElse(
              on::add,
              () ->
                  section.fault(
                      "links", "there is no link " + name + "; there are " + links.keySet()));
    }
    if (on.isEmpty()) {
      section.fault("links", "must be a list of at least one of the links above");
    }
    return on;
  }

  private static Optional<DeviceClass> device(Section section) {
    Optional<String> name = section.required("name", Values::name);
    Optional<Long> memory = section.required("memory", Values::amount);
    long scratch = section.value("scratch", Values::amount).orElse(0L);
    Duration step = section.value("step", Durations::parse).orElse(Duration.ZERO);
    SortedMap<PayloadCodec, Long> speeds =
        section.section("speeds").map(ClassFiles::speeds).orElseGet(TreeMap::new);
    if (speeds.isEmpty()) {
      section.fault("speeds", "must name at least one codec and its bytes a second");
    }
    return name.isEmpty() || memory.isEmpty()
        ? Optional.empty()
        : made(
            section,
            "name",
            () -> new DeviceClass(name.get(), memory.get(), scratch, speeds, step));
  }

  private static SortedMap<PayloadCodec, Long> speeds(Section section) {
    SortedMap<PayloadCodec, Long> speeds = new TreeMap<>();
    for (PayloadCodec codec : PayloadCodec.values()) {
      section.value(codec.name(), Values::amount).ifPresent(speed -> speeds.put(codec, speed));
    }
    section.end();
    return speeds;
  }

  /** A value whose own rules are checked where it is made. */
  private static <T> Optional<T> made(Section section, String field, Supplier<T> make) {
    try {
      return Optional.of(make.get());
    } catch (IllegalArgumentException e) {
      section.fault(field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
