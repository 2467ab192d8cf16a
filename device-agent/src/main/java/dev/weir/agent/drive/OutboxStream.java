package dev.weir.agent.drive;

import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.Entries;
import dev.weir.protocol.message.Entry;
import java.util.List;

/**
 * Sends what waits in the outbox, again until it is acknowledged. Source: docs/protocol.md, 4.1 to
 * 4.4.
 */
final class OutboxStream {
  private final Loop loop;
  private final LinkSettings settings;
  private final Ledger ledger;
  private final Sender sender;
  private int resent;
  private long newestSent;
  private Loop.Timer resend = () -> {};

  OutboxStream(Loop loop, LinkSettings settings, Ledger ledger, Sender sender) {
    this.loop = loop;
    this.settings = settings;
    this.ledger = ledger;
    this.sender = sender;
  }

  void start() {
    ledger.onGrown(() -> flush(false));
  }

  /** On a new connection nothing is under way. */
  void opened() {
    newestSent = 0;
    resent = 0;
    sendAgain();
  }

  /** Sends from the oldest entry on. */
  void sendAgain() {
    flush(true);
  }

  /** Sends nothing by itself until it is told to. */
  void rest() {
    resend.cancel();
  }

  /** Deletes what the region has, and goes on. */
  void heard(Downlink downlink) {
    if (downlink.stream() != ledger.record().stream()) {
      return;
    }
    int before = ledger.outbox().size();
    ledger.acknowledge(downlink.acknowledged());
    if (ledger.outbox().size() < before) {
      resent = 0;
      flush(false);
    }
  }

  /** Sends what waits, from the oldest on; only where there is something newer unless forced. */
  private void flush(boolean again) {
    List<Entry> batch = ledger.outbox().batch();
    if (!sender.isOpen() || batch.isEmpty()) {
      return;
    }
    long newest = batch.get(batch.size() - 1).sequence();
    if (!again && newest <= newestSent) {
      return;
    }
    newestSent = newest;
    sender.send(new Entries(ledger.record().stream(), batch));
    resend.cancel();
    resend = loop.after(settings.patience(resent), this::resend);
  }

  private void resend() {
    resent++;
    sendAgain();
  }
}
