package dev.weir.region.link;

import dev.weir.protocol.message.FeedPage;

/** What came of a sync. */
public sealed interface Synced {
  /** Global's answer. */
  record Page(FeedPage page) implements Synced {}

  /** There was none. */
  record Failed(String why) implements Synced {}
}
