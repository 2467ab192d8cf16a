package dev.weir.region.core;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.region.store.Batch;
import dev.weir.region.store.DirectiveRow;
import dev.weir.region.store.Meta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What changed since the last turn, in the order in which it first did. */
final class Changes {
  private final List<Tracked> devices = new ArrayList<>();
  private final Set<DeviceId> gone = new LinkedHashSet<>();
  private final Map<RolloutId, Rollout> directives = new LinkedHashMap<>();
  private final Set<RolloutId> dropped = new LinkedHashSet<>();
  private final List<RelayedReport> relayed = new ArrayList<>();
  private boolean isMetaChanged;

  void device(Tracked entry) {
    if (!entry.isDirty) {
      entry.isDirty = true;
      gone.remove(entry.id());
      devices.add(entry);
    }
  }

  void gone(Tracked entry) {
    devices.remove(entry);
    entry.isDirty = false;
    gone.add(entry.id());
  }

  void directive(Rollout rollout) {
    dropped.remove(rollout.id());
    directives.put(rollout.id(), rollout);
  }

  void dropped(RolloutId rollout) {
    directives.remove(rollout);
    dropped.add(rollout);
  }

  void relayed(RelayedReport report) {
    relayed.add(report);
    isMetaChanged = true;
  }

  void meta() {
    isMetaChanged = true;
  }

  boolean isEmpty() {
    return !isMetaChanged
        && devices.isEmpty()
        && gone.isEmpty()
        && directives.isEmpty()
        && dropped.isEmpty();
  }

  /** All of it, as rows; nothing has changed afterwards. */
  Batch take(Meta meta) {
    List<DirectiveRow> rows = directives.values().stream().map(Rollout::row).toList();
    Batch batch =
        new Batch(
            devices.stream().map(entry -> entry.record).toList(),
            List.copyOf(new ArrayList<>(gone)),
            rows,
            List.copyOf(new ArrayList<>(dropped)),
            relayed,
            meta);
    devices.forEach(entry -> entry.isDirty = false);
    devices.clear();
    gone.clear();
    directives.clear();
    dropped.clear();
    relayed.clear();
    isMetaChanged = false;
    return batch;
  }
}
