package dev.weir.demo.process;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Each region's link to global. */
public final class WanLinks implements AutoCloseable {
  private final Supplier<URI> global;
  private final Map<String, WanLink> links = new TreeMap<>();

  /**
   * @param global where its API is now
   */
  public WanLinks(Supplier<URI> global) {
    this.global = global;
  }

  /** The region's link; opened when it is first asked for. */
  public synchronized WanLink of(String region) {
    return links.computeIfAbsent(region, name -> WanLink.open(global));
  }

  @Override
  public synchronized void close() {
    links.values().forEach(WanLink::close);
  }
}
