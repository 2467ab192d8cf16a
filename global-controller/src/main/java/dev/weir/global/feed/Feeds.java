package dev.weir.global.feed;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.DeviceGone;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.FeedItem;
import java.util.Optional;

/**
 * A region's feed: numbered items, of which the newest for each thing says all. A feed keeps only
 * that one, so a region that begins at 0 is told what is true now and nothing older. Source:
 * docs/protocol.md, section 6.2.
 */
public final class Feeds {
  private Feeds() {}

  public static FeedItem item(long sequence, DeviceOwned owned) {
    return new FeedItem(sequence, Optional.of(owned), Optional.empty(), Optional.empty());
  }

  public static FeedItem item(long sequence, DeviceGone gone) {
    return new FeedItem(sequence, Optional.empty(), Optional.of(gone), Optional.empty());
  }

  public static FeedItem item(long sequence, Directive directive) {
    return new FeedItem(sequence, Optional.empty(), Optional.empty(), Optional.of(directive));
  }

  /** What the item is about; a newer item about the same replaces it. */
  public static String subject(FeedItem item) {
    return item.owned()
        .map(owned -> subject(owned.device()))
        .or(() -> item.gone().map(gone -> subject(gone.device())))
        .or(() -> item.directive().map(directive -> subject(directive.rollout())))
        .orElseThrow();
  }

  /** The subject of what a region is told of a device. */
  public static String subject(DeviceId device) {
    return "device:" + device;
  }

  /** The subject of a rollout's directives. */
  public static String subject(RolloutId rollout) {
    return "rollout:" + rollout;
  }

  /** The same item under another number. */
  public static FeedItem renumbered(FeedItem item, long sequence) {
    return new FeedItem(sequence, item.owned(), item.gone(), item.directive());
  }
}
