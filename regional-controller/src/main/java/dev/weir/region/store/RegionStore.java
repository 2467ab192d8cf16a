package dev.weir.region.store;

import dev.weir.protocol.message.RelayedReport;
import java.util.List;

/**
 * Where a region keeps what it must not forget. One thread calls. The disk's failure is an
 * unchecked exception, after which the region starts anew from what is kept.
 */
public interface RegionStore extends AutoCloseable {
  /** Reads everything but the relayed reports. */
  Loaded load();

  /** Keeps the batch as a whole or not at all; when this returns it outlives a loss of power. */
  void commit(Batch batch);

  /** Relayed reports with a sequence above {@code after}, oldest first, at most {@code limit}. */
  List<RelayedReport> relayed(long after, int limit);

  @Override
  void close();
}
