package dev.weir.node;

import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Counters and gauges of one process, in the Prometheus text format (version 0.0.4). Names end in
 * their unit; a label set is part of the name.
 */
public final class Metrics {
  private final ConcurrentSkipListMap<String, LongAdder> counters = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<String, LongSupplier> gauges = new ConcurrentSkipListMap<>();

  /** Raises a counter, such as {@code weir_reports_total}. */
  public void count(String name, long by) {
    counters.computeIfAbsent(name, n -> new LongAdder()).add(by);
  }

  /** Reads a value whenever metrics are asked for; the supplier must be safe on any thread. */
  public void gauge(String name, LongSupplier value) {
    gauges.put(name, value);
  }

  /** The page that a scraper reads. */
  public String page() {
    TreeMap<String, String> samples = new TreeMap<>();
    counters.forEach((name, value) -> samples.put(name, "counter " + value.sum()));
    gauges.forEach((name, value) -> samples.put(name, "gauge " + value.getAsLong()));
    StringBuilder page = new StringBuilder();
    String family = "";
    for (var sample : samples.entrySet()) {
      String name = sample.getKey();
      int brace = name.indexOf('{');
      String[] typeAndValue = sample.getValue().split(" ", 2);
      String plain = brace < 0 ? name : name.substring(0, brace);
      if (!plain.equals(family)) {
        page.append("# TYPE ").append(plain).append(' ').append(typeAndValue[0]).append('\n');
        family = plain;
      }
      page.append(name).append(' ').append(typeAndValue[1]).append('\n');
    }
    return page.toString();
  }
}
