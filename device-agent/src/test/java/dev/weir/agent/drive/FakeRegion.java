package dev.weir.agent.drive;

import dev.weir.agent.link.Connector;
import dev.weir.protocol.channel.Channel;
import dev.weir.protocol.channel.ChannelListener;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.message.DesiredState;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.Entries;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.Goal;
import dev.weir.protocol.message.Goodbye;
import dev.weir.protocol.message.Heartbeat;
import dev.weir.protocol.message.Hello;
import dev.weir.protocol.message.Pack;
import dev.weir.protocol.message.Readings;
import dev.weir.protocol.message.Report;
import dev.weir.protocol.message.TelemetryCredit;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.telemetry.Reading;
import dev.weir.protocol.telemetry.SenMl;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.trust.report.Chain;
import dev.weir.trust.report.Link;
import dev.weir.trust.report.Reports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A region that acknowledges what it has, and checks what it gets. */
final class FakeRegion {
  private static final Duration LATENCY = Duration.ofMillis(10);

  final List<Hello> hellos = new ArrayList<>();
  final List<Report> reports = new ArrayList<>();
  final List<Link> links = new ArrayList<>();
  final List<Heartbeat> heartbeats = new ArrayList<>();
  final List<Uplink> uplinks = new ArrayList<>();
  final List<Goodbye> goodbyes = new ArrayList<>();
  int attempts;
  int closed;
  boolean offline;
  boolean mute;

  /** It knows nothing of the device, and says so. */
  boolean strange;

  long epoch = 1;
  final List<Reading> readings = new ArrayList<>();
  final TreeMap<Long, Long> taken = new TreeMap<>();
  int credit = 4;
  int largest;
  boolean deaf;
  private final Bytes reportKey;
  private final TreeMap<Long, Long> acknowledged = new TreeMap<>();
  private Chain chain = Chain.START;
  private Optional<DesiredState> desired = Optional.empty();
  private long counter;
  private Optional<ChannelListener> listener = Optional.empty();
  private int connections;

  FakeRegion(Bytes reportKey) {
    this.reportKey = reportKey;
  }

  int connections() {
    return connections;
  }

  /** Wants this under a newer generation. */
  void desire(Optional<Goal> goal) {
    counter++;
    desired = Optional.of(new DesiredState(new Generation(epoch, counter), goal));
    listener
        .filter(l -> !mute)
        .ifPresent(l -> say(l, hellos.get(hellos.size() - 1).stream(), false));
  }

  void say(ChannelListener to, long stream, boolean hello) {
    to.received(
        Downlink.CODEC.encode(
            Downlink.of(
                stream, acknowledged.getOrDefault(stream, 0L), desired, hello, Duration.ZERO)));
  }

  /** Says something out of turn. */
  void answer(long stream, long cursor, boolean hello, Duration silence) {
    listener
        .orElseThrow()
        .received(Downlink.CODEC.encode(Downlink.of(stream, cursor, desired, hello, silence)));
  }

  void babble() {
    listener.orElseThrow().received(Bytes.ofUtf8("no CBOR"));
  }

  void cut() {
    listener.ifPresent(l -> l.closed("cut"));
    listener = Optional.empty();
  }

  Connector connector(Loop loop, Points points) {
    return heard -> {
      attempts++;
      if (offline) {
        loop.after(LATENCY, () -> heard.closed("no route to host"));
      } else {
        listener = Optional.of(heard);
        connections++;
        loop.after(LATENCY, heard::opened);
      }
      return new Channel() {
        @Override
        public void send(Bytes uplink) {
          points.at("before send");
          loop.after(LATENCY, () -> take(heard, uplink));
        }

        @Override
        public void close() {
          closed++;
          listener = Optional.empty();
        }
      };
    };
  }

  private void take(ChannelListener from, Bytes encoded) {
    if (offline) {
      return;
    }
    try {
      take(from, Uplink.CODEC.decode(encoded));
    } catch (Malformed e) {
      throw new AssertionError(e);
    }
  }

  private void take(ChannelListener from, Uplink uplink) throws Malformed {
    uplinks.add(uplink);
    if (strange) {
      turnAway(from, uplink.stream());
      return;
    }
    if (uplink instanceof Hello hello) {
      hellos.add(hello);
    } else if (uplink instanceof Entries entries) {
      for (Entry entry : entries.entries()) {
        take(entries.stream(), entry);
      }
    } else if (uplink instanceof Readings readings) {
      take(from, readings);
      return;
    } else {
      goodbyes.add((Goodbye) uplink);
      return;
    }
    if (!mute) {
      say(from, uplink.stream(), false);
    }
  }

  private static void turnAway(ChannelListener from, long stream) {
    from.received(
        Downlink.CODEC.encode(
            Downlink.of(stream, 0, Optional.empty(), true, Duration.ofSeconds(2))));
  }

  private void take(ChannelListener from, Readings message) throws Malformed {
    largest = Math.max(largest, message.packs().size());
    if (deaf) {
      return;
    }
    for (Pack pack : message.packs()) {
      if (pack.sequence() > taken.getOrDefault(message.stream(), 0L)) {
        taken.put(message.stream(), pack.sequence());
        readings.addAll(SenMl.decode(pack.body()));
      }
    }
    grant(from, message.stream(), taken.getOrDefault(message.stream(), 0L));
  }

  void grant(ChannelListener to, long stream, long cursor) {
    long outbox = hellos.get(hellos.size() - 1).stream();
    to.received(
        Downlink.CODEC.encode(
            Downlink.of(
                    outbox, acknowledged.getOrDefault(outbox, 0L), desired, false, Duration.ZERO)
                .with(new TelemetryCredit(stream, cursor, credit))));
  }

  /** Says out of turn how far it has taken a spool. */
  void grant(long stream, long cursor) {
    grant(listener.orElseThrow(), stream, cursor);
  }

  private void take(long stream, Entry entry) throws Malformed {
    if (entry.sequence() <= acknowledged.getOrDefault(stream, 0L)) {
      return;
    }
    acknowledged.put(stream, entry.sequence());
    if (entry.kind() == EntryKind.HEARTBEAT) {
      heartbeats.add(Heartbeat.CODEC.decode(entry.body()));
      return;
    }
    Reports.Checked checked = Reports.verify(entry.body(), reportKey, World.DEVICE);
    Reports.Verified verified = (Reports.Verified) checked;
    links.add(chain.judge(verified));
    chain = chain.with(verified);
    reports.add(verified.report());
  }
}
