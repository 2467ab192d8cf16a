package dev.weir.system;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelListener;
import dev.weir.protocol.channel.ChannelProvider;
import dev.weir.protocol.channel.ChannelSettings;
import dev.weir.protocol.channel.Credentials;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A pump on its channel, that keeps a ledger: how far the region said that it has its entries. It
 * writes and sends at each {@link #tick}, and sends again until it is told. Any thread may call.
 */
final class LedgerClient {
  private static final int PHASE_EVERY = 25;

  /** Entries that wait at most before no more are written. */
  private static final int BACKLOG = 50;

  /** Ticks after which what nobody answered is sent again. */
  private static final int PATIENCE = 10;

  private static final List<UpdatePhase> PHASES =
      List.of(
          UpdatePhase.OFFERED,
          UpdatePhase.DOWNLOADED,
          UpdatePhase.INSTALLING,
          UpdatePhase.TRIAL,
          UpdatePhase.COMMITTED);

  private final Pump pump;
  private final Credentials credentials;
  private final ChannelProvider provider;
  private final RandomGenerator chance;
  private final long toWrite;
  private Optional<Connection> connection = Optional.empty();
  private Optional<Generation> goal = Optional.empty();
  private int phases;
  private int ticksToAnswer;
  private long acknowledged;

  LedgerClient(
      Pump pump,
      Credentials credentials,
      ChannelProvider provider,
      RandomGenerator chance,
      long toWrite) {
    this.pump = pump;
    this.credentials = credentials;
    this.provider = provider;
    this.chance = chance;
    this.toWrite = toWrite;
  }

  private final class Connection implements ChannelListener {
    private Optional<Channel> channel = Optional.empty();
    private boolean isOpen;

    @Override
    public void opened() {
      synchronized (LedgerClient.this) {
        isOpen = true;
        send(pump.hello());
      }
    }

    @Override
    public void received(Bytes downlink) {
      synchronized (LedgerClient.this) {
        heard(downlink);
      }
    }

    @Override
    public void closed(String why) {
      synchronized (LedgerClient.this) {
        isOpen = false;
        connection = connection.filter(current -> current != this);
      }
    }

    void send(Uplink uplink) {
      if (isOpen) {
        channel.ifPresent(open -> open.send(Uplink.CODEC.encode(uplink)));
      }
    }
  }

  private void heard(Bytes bytes) {
    try {
      Downlink downlink = Downlink.CODEC.decode(bytes);
      if (downlink.stream() == pump.stream()) {
        ticksToAnswer = 0;
        acknowledged = Math.max(acknowledged, downlink.acknowledged());
        downlink
            .desired()
            .filter(desired -> desired.goal().isPresent())
            .map(DesiredState::generation)
            .ifPresent(generation -> goal = Optional.of(generation));
      }
    } catch (Malformed e) {
      throw new AssertionError(e);
    }
  }

  /** Connects where it is not connected; else writes some entries, and sends. */
  synchronized void tick(URI region) {
    if (connection.isEmpty()) {
      Connection next = new Connection();
      connection = Optional.of(next);
      next.channel =
          Optional.of(
              provider.open(
                  new ChannelSettings(region, pump.id(), credentials, Duration.ofSeconds(10)),
                  next));
    }
    write(chance.nextInt(6));
    if (ticksToAnswer-- <= 0) {
      ticksToAnswer = PATIENCE;
      sendWhatIsLeft();
    }
  }

  private void sendWhatIsLeft() {
    // Now and then from before the cursor: a device that did not hear the last word does that.
    long from = Math.max(0, acknowledged - (chance.nextInt(4) == 0 ? chance.nextInt(40) : 0));
    connection.ifPresent(current -> pump.above(from).ifPresent(current::send));
  }

  /** As a device does: what nobody takes stays small, and the rollout's reports come in turn. */
  private void write(int entries) {
    for (int i = 0; i < entries && !hasWritten() && isHeard(); i++) {
      boolean isPhaseDue = pump.lastSequence() >= PHASE_EVERY * (phases + 1L);
      if (isPhaseDue && goal.isPresent() && phases < PHASES.size()) {
        pump.enters(PHASES.get(phases++), goal.get());
      } else if (chance.nextInt(3) == 0) {
        pump.beats();
      } else {
        pump.inventory();
      }
    }
  }

  private boolean hasWritten() {
    return pump.lastSequence() >= toWrite && phases == PHASES.size();
  }

  private boolean isHeard() {
    return pump.lastSequence() - acknowledged < BACKLOG;
  }

  Pump pump() {
    return pump;
  }

  /** Entries up to here are durable, said the region. */
  synchronized long acknowledged() {
    return acknowledged;
  }

  synchronized boolean isConnected() {
    return connection.isPresent();
  }

  /** Whether all was written, sent and acknowledged, the rollout's end included. */
  synchronized boolean isDone() {
    return hasWritten() && acknowledged == pump.lastSequence();
  }

  @Override
  public synchronized String toString() {
    return "%s: wrote %d, acknowledged %d, phases %d, connected %s"
        .formatted(
            pump.id(),
            pump.lastSequence(),
            acknowledged,
            phases,
            connection.map(current -> current.isOpen));
  }

  void close() {
    Optional<Channel> last;
    synchronized (this) {
      last = connection.flatMap(current -> current.channel);
    }
    last.ifPresent(Channel::close);
  }
}
