package dev.weir.region.cache;

import dev.weir.protocol.message.Fetch;
import java.util.List;

/**
 * What went through the cache.
 *
 * @param wanBytes fetched from global since the region was made
 * @param deviceBytes served to devices
 * @param cacheBytes on disk
 * @param fetches by artifact
 */
public record CacheFigures(long wanBytes, long deviceBytes, long cacheBytes, List<Fetch> fetches) {
  public static final CacheFigures NONE = new CacheFigures(0, 0, 0, List.of());
}
