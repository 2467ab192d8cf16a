package dev.weir.global.drive;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.DeviceGone;
import dev.weir.protocol.message.DeviceOwned;
import dev.weir.protocol.message.Directive;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.FailureCount;
import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.message.RegionHealth;
import dev.weir.protocol.message.RegionSync;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.protocol.message.RolloutCounts;
import dev.weir.protocol.message.Target;
import dev.weir.protocol.message.TargetPage;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.TargetsAsk;
import dev.weir.protocol.message.TelemetryAsk;
import dev.weir.protocol.message.TelemetryView;
import dev.weir.protocol.message.WaveCounts;
import dev.weir.protocol.rank.Rank;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A region as global sees it: takes the feed, and says of its devices what a test wants. */
final class FakeRegion {
  final RegionId id;
  final Map<DeviceId, DeviceOwned> devices = new TreeMap<>();
  final Map<RolloutId, Directive> directives = new TreeMap<>();
  final Map<DeviceId, FailureClass> failing = new TreeMap<>();
  final Map<DeviceId, Boolean> stuck = new TreeMap<>();
  final List<RelayedReport> reports = new ArrayList<>();
  final List<FeedItem> taken = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  boolean halted;
  boolean mute;
  int version = RegionSync.NEWEST;
  long incarnation = 1;
  long sequence;
  long cursor;

  FakeRegion(RegionId id) {
    this.id = id;
  }

  RegionSync next() {
    sequence++;
    List<RolloutCounts> counts = directives.values().stream().map(this::counts).toList();
    return new RegionSync(
        id,
        incarnation,
        sequence,
        cursor,
        counts,
        List.copyOf(reports),
        List.copyOf(answers),
        new RegionHealth(
            devices.size(),
            devices.size(),
            0,
            0,
            0,
            0,
            List.of(new Endpoint("mqtt", URI.create("ssl://" + id + ":8883"))),
            List.of(),
            0,
            0,
            List.of()),
        version);
  }

  void take(FeedPage page) {
    answers.clear();
    for (FeedItem item : page.items()) {
      if (item.sequence() > cursor) {
        item.owned().ifPresent(this::owned);
        item.gone().ifPresent(this::gone);
        item.directive().ifPresent(this::directive);
        cursor = item.sequence();
        taken.add(item);
      }
    }
    if (!mute) {
      page.queries().forEach(query -> answers.add(answer(query)));
    }
    reports.removeIf(report -> report.sequence() <= page.reportsTaken());
  }

  /** An older epoch changes nothing. */
  private void owned(DeviceOwned owned) {
    DeviceOwned known = devices.get(owned.device());
    if (known == null || known.ownerEpoch() <= owned.ownerEpoch()) {
      devices.put(owned.device(), owned);
    }
  }

  private void gone(DeviceGone gone) {
    DeviceOwned known = devices.get(gone.device());
    if (known != null && known.ownerEpoch() <= gone.ownerEpoch()) {
      devices.remove(gone.device());
    }
  }

  /** An older or the same revision changes nothing. */
  private void directive(Directive next) {
    Directive known = directives.get(next.rollout());
    if (known == null || known.revision() < next.revision()) {
      directives.put(next.rollout(), next);
    }
  }

  /** The same region, as it stands now. */
  FakeRegion copy() {
    FakeRegion copy = new FakeRegion(id);
    copy.devices.putAll(devices);
    copy.directives.putAll(directives);
    copy.failing.putAll(failing);
    copy.reports.addAll(reports);
    copy.sequence = sequence;
    copy.cursor = cursor;
    return copy;
  }

  private Answer answer(Query query) {
    return switch (query.kind()) {
      case RANKS, WHY -> ranks(query);
      case TARGETS -> Answer.targets(query.id(), targets(query.targets().orElseThrow()));
      case TELEMETRY -> telemetry(query);
    };
  }

  private TargetPage targets(TargetsAsk ask) {
    List<Target> all =
        devices.keySet().stream()
            .filter(device -> ask.after().isEmpty() || device.compareTo(ask.after().get()) > 0)
            .map(device -> target(device, ask))
            .toList();
    List<Target> page = all.subList(0, Math.min(all.size(), ask.limit()));
    boolean more = page.size() < all.size();
    return new TargetPage(
        page,
        more ? Optional.of(page.get(page.size() - 1).device().text()) : Optional.empty(),
        List.of());
  }

  private Target target(DeviceId device, TargetsAsk ask) {
    return new Target(
        device,
        id,
        ask.wave().orElse(0),
        ask.state().orElse(TargetState.WAITING),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Answer telemetry(Query query) {
    TelemetryAsk ask = query.telemetry().orElseThrow();
    return Answer.telemetry(
        query.id(),
        new TelemetryView(
            query.device().orElseThrow(),
            ask.since(),
            ask.until(),
            Duration.between(ask.since(), ask.until()).dividedBy(ask.points()),
            List.of(),
            0));
  }

  private Answer ranks(Query query) {
    List<Rank> ranks =
        devices.keySet().stream()
            .map(device -> Rank.of(query.rollout().orElseThrow(), device))
            .sorted()
            .limit(query.k())
            .toList();
    return Answer.ranks(query.id(), ranks);
  }

  private RolloutCounts counts(Directive directive) {
    List<WaveCounts> waves = new ArrayList<>();
    for (int wave = 0; wave < directive.waves().size(); wave++) {
      int from = wave;
      List<DeviceId> members =
          devices.keySet().stream().filter(device -> waveOf(directive, device) == from).toList();
      waves.add(counts(wave, members));
    }
    return new RolloutCounts(directive.rollout(), waves, halted);
  }

  private WaveCounts counts(int wave, List<DeviceId> members) {
    int switching = (int) members.stream().filter(stuck::containsKey).count();
    List<FailureCount> failures = new ArrayList<>();
    members.stream()
        .filter(failing::containsKey)
        .forEach(device -> failures.add(new FailureCount(failing.get(device), 1)));
    int committed = members.size() - switching - failures.size();
    return new WaveCounts(wave, 0, 0, 0, switching, committed, 0, failures, 0);
  }

  private static int waveOf(Directive directive, DeviceId device) {
    for (int wave = 0; wave < directive.waves().size(); wave++) {
      if (Rank.of(directive.rollout(), device).isWithin(directive.waves().get(wave))) {
        return wave;
      }
    }
    return -1;
  }
}
