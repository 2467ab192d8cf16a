package dev.weir.agent.drive;

import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelListener;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.Goodbye;
import dev.weir.protocol.message.Hello;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection with the region: hello first, then what waits. Source: docs/protocol.md,
 * section 4.
 */
final class Link implements Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  private final AgentPorts ports;
  private final Loop loop;
  private final LinkSettings settings;
  private final Ledger ledger;
  private final Updates updates;
  private final Relocation relocation;
  private final Supplier<Hello> hello;
  private final OutboxStream outbox;
  private final ReadingsStream readings;
  private Optional<Channel> channel = Optional.empty();
  private long connection;
  private long connections;
  private boolean open;
  private boolean quiet;
  private boolean helloSaid;
  private boolean stopped;
  private int failed;
  private int turnedAway;
  private Loop.Timer retry = () -> {};
  private Loop.Timer patience = () -> {};

  Link(
      AgentPorts ports,
      LinkSettings settings,
      Ledger ledger,
      Updates updates,
      Telemetry telemetry,
      Relocation relocation,
      Supplier<Hello> hello) {
    this.ports = ports;
    this.loop = ports.loop();
    this.settings = settings;
    this.ledger = ledger;
    this.updates = updates;
    this.relocation = relocation;
    this.hello = hello;
    this.outbox = new OutboxStream(loop, settings, ledger, this);
    this.readings = new ReadingsStream(loop, settings, ledger, telemetry, this);
  }

  void start() {
    outbox.start();
    readings.start();
    relocation.start(this::moved);
    connectLater();
  }

  LinkStatus status() {
    return new LinkStatus(
        open, connections, relocation.moves(), relocation.isUnserved(), relocation.trouble());
  }

  @Override
  public boolean isOpen() {
    return open && !quiet;
  }

  private void connectLater() {
    Duration wait = settings.backoff().next(failed++, ports.chance());
    retry.cancel();
    retry = loop.after(wait, this::connect);
  }

  private void connect() {
    if (stopped) {
      return;
    }
    long mine = ++connection;
    channel = Optional.of(ports.connector().open(new Listener(mine)));
  }

  private boolean isCurrent(long which) {
    return which == connection && !stopped;
  }

  private void opened() {
    open = true;
    connections++;
    helloSaid = false;
    LOG.info("connected");
    sayHello();
    outbox.opened();
    readings.opened();
  }

  private void closed(String why) {
    LOG.info("not connected: {}", why);
    relocation.lost();
    connectAnew();
  }

  /** Leaves for the region that serves the device now. */
  private void moved() {
    channel.ifPresent(Channel::close);
    failed = 0;
    speak();
    connectAnew();
  }

  private void connectAnew() {
    open = false;
    connection++;
    channel = Optional.empty();
    rest();
    connectLater();
  }

  /** At most once in a while, whatever is asked. */
  private void sayHello() {
    if (helloSaid || !isOpen()) {
      return;
    }
    helloSaid = true;
    long mine = connection;
    loop.after(settings.resendAfter(), () -> helloSaid = helloSaid && mine != connection);
    send(hello.get());
  }

  @Override
  public void send(Uplink message) {
    if (isOpen()) {
      channel.ifPresent(c -> c.send(Uplink.CODEC.encode(message)));
    }
  }

  private void received(Bytes encoded) {
    Downlink downlink;
    try {
      downlink = Downlink.CODEC.decode(encoded);
    } catch (Malformed e) {
      LOG.warn("a downlink is ignored: {}", e.getMessage());
      return;
    }
    failed = 0;
    hearWhetherItIsServed(downlink);
    outbox.heard(downlink);
    downlink.desired().ifPresent(updates::desired);
    downlink.telemetry().ifPresent(readings::heard);
    if (downlink.hello()) {
      greetAgain();
    } else {
      readings.goOn();
    }
  }

  private void greetAgain() {
    sayHello();
    outbox.sendAgain();
    readings.sendAgain();
  }

  private void rest() {
    outbox.rest();
    readings.rest();
  }

  /**
   * A region that does not know the device is asked less and less often. Source: docs/protocol.md,
   * 4.10 and 6.7.
   */
  private void hearWhetherItIsServed(Downlink downlink) {
    Duration silence = downlink.retryAfter();
    boolean known = silence.isZero() || !downlink.hello();
    if (known) {
      turnedAway = 0;
      relocation.served();
    }
    if (silence.isZero()) {
      speak();
    } else if (!quiet) {
      keepQuiet(known ? silence : turnedAway(silence));
    }
  }

  private Duration turnedAway(Duration silence) {
    relocation.turnedAway();
    return silence.plus(settings.backoff().next(turnedAway++, ports.chance()));
  }

  private void keepQuiet(Duration asked) {
    Duration wait = asked.compareTo(settings.maxSilence()) < 0 ? asked : settings.maxSilence();
    quiet = true;
    rest();
    patience.cancel();
    patience = loop.after(wait, this::breakSilence);
  }

  private void breakSilence() {
    speak();
    if (open) {
      greetAgain();
    }
  }

  private void speak() {
    quiet = false;
    patience.cancel();
  }

  /** Says goodbye and ends the connection. */
  void stop(String reason) {
    stopped = true;
    relocation.stop();
    send(new Goodbye(ledger.record().stream(), reason));
    channel.ifPresent(Channel::close);
    channel = Optional.empty();
    open = false;
    rest();
    patience.cancel();
  }

  /** What the channel says, brought onto the loop. */
  private final class Listener implements ChannelListener {
    private final long mine;

    Listener(long mine) {
      this.mine = mine;
    }

    private void hop(Runnable task) {
      loop.execute(
          () -> {
            if (isCurrent(mine)) {
              task.run();
            }
          });
    }

    @Override
    public void opened() {
      hop(Link.this::opened);
    }

    @Override
    public void received(Bytes downlink) {
      hop(() -> Link.this.received(downlink));
    }

    @Override
    public void closed(String why) {
      hop(() -> Link.this.closed(why));
    }
  }
}
