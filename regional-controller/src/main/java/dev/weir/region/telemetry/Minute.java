package dev.weir.region.telemetry;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one device's readings of one minute come to, series by series. Grows; late ones count. */
public final class Minute {
  private final TreeMap<Integer, Span> spans = new TreeMap<>();

  /** The same, to go on from. */
  public Minute copy() {
    Minute copy = new Minute();
    copy.spans.putAll(spans);
    return copy;
  }

  void add(int series, Span span) {
    spans.merge(series, span, Span::and);
  }

  /** Adds readings that fall in this minute. */
  public void add(List<Sample> samples) {
    samples.forEach(sample -> add(sample.series(), Span.of(sample.value())));
  }

  /** By the place of the series. */
  public SortedMap<Integer, Span> spans() {
    return Collections.unmodifiableSortedMap(spans);
  }
}
