package dev.weir.region.drive;

import dev.weir.node.Metrics;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.region.cache.CacheFigures;
import dev.weir.region.cache.PayloadCache;
import dev.weir.region.core.RegionCore;
import java.util.List;

/** How the region is, in numbers: for its metrics, and for global and people. */
final class RegionFigures {
  private final RegionCore core;
  private final PayloadCache cache;
  private List<Endpoint> endpoints = List.of();
  private volatile int devices;
  private volatile int online;
  private volatile long backlog;

  RegionFigures(RegionCore core, PayloadCache cache, Metrics metrics) {
    this.core = core;
    this.cache = cache;
    metrics.gauge("weir_devices", () -> devices);
    metrics.gauge("weir_devices_online", () -> online);
    metrics.gauge("weir_relay_backlog", () -> backlog);
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
        0,
        0,
        List.of());
  }
}
