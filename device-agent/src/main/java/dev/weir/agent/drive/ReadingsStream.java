package dev.weir.agent.drive;

import dev.weir.agent.spool.SpoolRow;
import dev.weir.agent.spool.Window;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.message.Readings;
import dev.weir.protocol.message.TelemetryCredit;
import java.util.List;

/**
 * Sends the spool's packs within the region's credit, again until they are acknowledged. What waits
 * in the outbox goes first: reports and heartbeats are not delayed by telemetry. Source:
 * docs/protocol.md, 4.11 to 4.14.
 */
final class ReadingsStream {
  private final Loop loop;
  private final LinkSettings settings;
  private final Ledger ledger;
  private final Telemetry telemetry;
  private final Sender sender;
  private final Window window = new Window();
  private int resent;
  private Loop.Timer resend = () -> {};
  private boolean waiting;
  private boolean due;

  ReadingsStream(
      Loop loop, LinkSettings settings, Ledger ledger, Telemetry telemetry, Sender sender) {
    this.loop = loop;
    this.settings = settings;
    this.ledger = ledger;
    this.telemetry = telemetry;
    this.sender = sender;
  }

  void start() {
    telemetry.onGrown(this::goOn);
  }

  /** On a new connection nothing is under way, and the credit is one. */
  void opened() {
    window.opened();
    resent = 0;
    goOn();
  }

  /** Sends from the oldest pack on. */
  void sendAgain() {
    window.restart();
    goOn();
  }

  /** Sends nothing by itself until it is told to. */
  void rest() {
    resend.cancel();
    waiting = false;
  }

  /** Deletes what the region has. */
  void heard(TelemetryCredit credit) {
    if (!telemetry.spool().isMine(credit.stream(), credit.acknowledged())) {
      return;
    }
    if (telemetry.acknowledge(credit.acknowledged())) {
      resent = 0;
    }
    window.heard(credit.acknowledged(), credit.credit());
    if (window.isIdle()) {
      rest();
    }
  }

  /** Sends what may be sent now; without credit it will ask for some. */
  void goOn() {
    int room = window.room(due);
    if (room > 0) {
      send(room);
    } else if (!waiting) {
      waitForAnswer();
    }
  }

  private void send(int room) {
    if (!sender.isOpen() || ledger.outbox().size() > 0) {
      return;
    }
    List<SpoolRow> rows = telemetry.after(window.newest(), room);
    if (!rows.isEmpty()) {
      window.sent(rows);
      due = false;
      long stream = telemetry.spool().record().stream();
      sender.send(new Readings(stream, rows.stream().map(SpoolRow::pack).toList()));
      waitForAnswer();
    }
  }

  private void waitForAnswer() {
    resend.cancel();
    resend = loop.after(settings.patience(resent), this::ask);
    waiting = true;
  }

  /** There was no answer, or no credit in it. */
  private void ask() {
    waiting = false;
    resent++;
    window.restart();
    due = true;
    goOn();
  }
}
