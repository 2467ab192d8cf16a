package dev.weir.region.drive;

import dev.weir.node.Metrics;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.wire.Limits;
import dev.weir.region.cache.CacheFigures;
import dev.weir.region.cache.PayloadCache;
import dev.weir.region.core.RegionCore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the region is, in numbers: for its metrics, and for global and people. */
final class RegionFigures {
  private final RegionCore core;
  private final PayloadCache cache;
  private final TelemetryDriver telemetry;
  private List<Endpoint> endpoints = List.of();
  private volatile int devices;
  private volatile int online;
  private volatile long backlog;
  private volatile Optional<String> full = Optional.empty();
  private volatile Optional<String> salvaged = Optional.empty();

  RegionFigures(RegionCore core, PayloadCache cache, TelemetryDriver telemetry, Metrics metrics) {
    this.core = core;
    this.cache = cache;
    this.telemetry = telemetry;
    metrics.gauge("weir_devices", () -> devices);
    metrics.gauge("weir_devices_online", () -> online);
    metrics.gauge("weir_relay_backlog", () -> backlog);
    metrics.gauge("weir_disk_full", () -> isFull() ? 1 : 0);
    metrics.gauge("weir_wan_bytes", () -> cache.figures().wanBytes());
    metrics.gauge("weir_cache_bytes", () -> cache.figures().cacheBytes());
  }

  void serveAt(List<Endpoint> addresses) {
    endpoints = List.copyOf(addresses);
  }

  /** Shows what a scraper's thread reads. */
  void refresh() {
    devices = core.deviceCount();
    online = core.presentCount();
    backlog = core.backlog();
  }

  RegionHealth health() {
    CacheFigures figures = cache.figures();
    return new RegionHealth(
        core.deviceCount(),
        core.presentCount(),
        figures.wanBytes(),
        figures.deviceBytes(),
        figures.cacheBytes(),
        (int) Math.min(core.backlog(), Integer.MAX_VALUE),
        endpoints,
        figures.fetches(),
        telemetry.totals().readings(),
        telemetry.totals().dropped(),
        troubles());
  }

  /** What keeps the region from its work now, for people. On any thread. */
  List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    full.ifPresent(troubles::add);
    salvaged.ifPresent(troubles::add);
    troubles.addAll(telemetry.troubles());
    return troubles.stream().map(RegionFigures::shortened).toList();
  }

  private static String shortened(String text) {
    return text.length() <= Limits.TEXT ? text : text.substring(0, Limits.TEXT - 3) + "...";
  }

  /** The disk is full; empty: it is not any more. */
  void full(Optional<String> why) {
    full = why;
  }

  boolean isFull() {
    return full.isPresent();
  }

  /** The disk is full, as far as it is not over. On any thread. */
  Optional<String> full() {
    return full;
  }

  void salvaged(Optional<String> what) {
    salvaged = what.map(text -> "the store was corrupt: " + text);
  }
}
