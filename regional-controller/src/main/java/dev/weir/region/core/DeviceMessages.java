package dev.weir.region.core;

import dev.weir.protocol.channel.Reception;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.Generation;
import dev.weir.protocol.message.Downlink;
import dev.weir.protocol.message.Entries;
import dev.weir.protocol.message.Entry;
import dev.weir.protocol.message.EntryKind;
import dev.weir.protocol.message.Goodbye;
import dev.weir.protocol.message.Heartbeat;
import dev.weir.protocol.message.Hello;
import dev.weir.protocol.message.Readings;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.device.DeviceRecord;
import dev.weir.region.device.DeviceReports;
import dev.weir.region.device.Devices;
import dev.weir.region.presence.Presence;
import dev.weir.trust.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What devices' messages do. Source: docs/protocol.md, section 4. */
final class DeviceMessages {
  private final RegionIndex index;
  private final Self self;
  private final CoreLimits limits;
  private final Fallbacks fallbacks;

  DeviceMessages(RegionIndex index, Self self, CoreLimits limits) {
    this.index = index;
    this.self = self;
    this.limits = limits;
    this.fallbacks = new Fallbacks(index);
  }

  Reception received(DeviceId device, Uplink uplink, Instant now) {
    Optional<Tracked> entry = index.find(device);
    if (entry.isEmpty()) {
      return ofStranger(device, uplink);
    }
    return uplink.match(
        new Uplink.Cases<Reception>() {
          @Override
          public Reception hello(Hello hello) {
            return DeviceMessages.this.hello(entry.get(), hello, now);
          }

          @Override
          public Reception entries(Entries entries) {
            return DeviceMessages.this.entries(entry.get(), entries, now);
          }

          @Override
          public Reception goodbye(Goodbye goodbye) {
            index.presence(entry.get(), Presence.AWAY, now);
            return Reception.TAKEN;
          }

          @Override
          public Reception readings(Readings readings) {
            return Reception.REFUSED; // Telemetry never comes here: it has a loop of its own.
          }
        });
  }

  /**
   * Global has not named it to this region yet, or does not any more. There is nothing to keep of
   * what it says; that it is heard and told so is all. Source: docs/protocol.md, 4.10 and 6.7.
   */
  private Reception ofStranger(DeviceId device, Uplink uplink) {
    index.effects.add(
        new Effect.Send(
            device,
            Downlink.of(uplink.stream(), 0, Optional.empty(), true, limits.strangerRetry())));
    return Reception.TAKEN;
  }

  private Reception hello(Tracked entry, Hello hello, Instant now) {
    Optional<DeviceRecord> record = Devices.hello(entry.record, hello, index::order, now);
    if (record.isPresent()) {
      index.changed(entry, record.get(), now);
      if (entry.presence.isConnected()) {
        index.presence(entry, entry.presence.greeted(hello.lastSequence()), now);
      }
      index.say(entry, false);
      return Reception.TAKEN;
    }
    index.effects.add(notice("weir_late_hellos_total", entry, "said a hello that is out of date"));
    if (!entry.presence.isPresent()) {
      Downlink again =
          Downlink.of(hello.stream(), 0, Optional.empty(), true, limits.strangerRetry());
      index.effects.add(new Effect.Send(entry.id(), again));
    }
    return Reception.TAKEN;
  }

  private Reception entries(Tracked entry, Entries entries, Instant now) {
    if (!entry.record.outbox().is(entries.stream())) {
      if (!entry.record.outbox().isRetired(entries.stream())) {
        Downlink who = Downlink.of(entries.stream(), 0, Optional.empty(), true, Duration.ZERO);
        index.effects.add(new Effect.Send(entry.id(), who));
      }
      return Reception.TAKEN;
    }
    if (!isRising(entries)) {
      index.effects.add(notice("weir_refused_total", entry, "sent entries that do not rise"));
      return Reception.REFUSED;
    }
    if (self.backlog() >= limits.backlog()) {
      return Reception.BUSY;
    }
    DeviceRecord record = entry.record;
    for (Entry item : entries.entries()) {
      if (item.sequence() > record.outbox().cursor()) {
        record = Devices.cursor(taken(entry, record, item, now), item.sequence());
      }
    }
    index.changed(entry, record, now);
    index.say(entry, !entry.presence.isPresent());
    return Reception.TAKEN;
  }

  private static boolean isRising(Entries entries) {
    long last = 0;
    for (Entry item : entries.entries()) {
      if (item.sequence() <= last) {
        return false;
      }
      last = item.sequence();
    }
    return true;
  }

  private DeviceRecord taken(Tracked entry, DeviceRecord record, Entry item, Instant now) {
    return item.kind() == EntryKind.REPORT
        ? report(entry, record, item, now)
        : heartbeat(entry, record, item, now);
  }

  /** What does not verify is passed by, or it would block the device's stream for ever. */
  private DeviceRecord report(Tracked entry, DeviceRecord record, Entry item, Instant now) {
    Reports.Checked checked = Reports.verify(item.body(), record.owned().reportKey(), record.id());
    if (checked instanceof Reports.Refused refused) {
      index.effects.add(notice("weir_reports_refused_total", entry, refused.why()));
      return Devices.anomaly(record);
    }
    Reports.Verified verified = (Reports.Verified) checked;
    DeviceReports.Taken taken = DeviceReports.take(record, verified, index::order, now);
    if (taken.isEvidence()) {
      index.changes.relayed(
          new RelayedReport(
              self.nextRelayed(), record.id(), record.owned().ownerEpoch(), item.body()));
    }
    if (taken.record().anomalies() > record.anomalies()) {
      index.effects.add(
          notice("weir_report_gaps_total", entry, "a report does not follow the one before"));
    }
    return taken.isEvidence() ? fallbacks.after(taken.record(), verified.report()) : taken.record();
  }

  private DeviceRecord heartbeat(Tracked entry, DeviceRecord record, Entry item, Instant now) {
    try {
      return Devices.heartbeat(record, Heartbeat.CODEC.decode(item.body()), index::order, now);
    } catch (Malformed e) {
      index.effects.add(notice("weir_heartbeats_refused_total", entry, e.getMessage()));
      return Devices.anomaly(record);
    }
  }

  private static Effect notice(String metric, Tracked entry, String text) {
    return new Effect.Notice(metric, "device " + entry.id() + ": " + text);
  }

  /** All that the region has to say to the device. Source: docs/protocol.md, section 4.3. */
  static Downlink downlink(DeviceRecord record, boolean askHello) {
    return Downlink.of(
        record.outbox().stream(),
        record.outbox().cursor(),
        record.desired().generation().equals(Generation.NONE)
            ? Optional.empty()
            : Optional.of(record.desired()),
        askHello,
        Duration.ZERO);
  }
}
