package dev.weir.region.cache;

import dev.weir.protocol.channel.Artifacts;
import dev.weir.protocol.id.Digest;
import java.util.function.Consumer;

/**
 * The region's payload cache. Each artifact is fetched from global once, however many ask, and
 * verified before a byte of it is served. Any thread may call.
 */
public interface PayloadCache extends Artifacts {
  /**
   * Fetches what is wanted and keeps it until {@link #forget}. Called again for the same manifest
   * it adds what is wanted besides; what is there already is not fetched again. Payloads that stand
   * in lists besides the manifest count as the manifest's, unless global does not have them.
   *
   * @param told whenever the readiness changes, on any thread, in order
   */
  void prefetch(Wanted wanted, Consumer<Readiness> told);

  /** Nobody needs this manifest and its payloads any more: they may be evicted. */
  void forget(Digest manifest);

  /** The figures as of now. */
  CacheFigures figures();
}
