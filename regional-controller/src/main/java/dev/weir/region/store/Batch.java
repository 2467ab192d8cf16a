package dev.weir.region.store;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.RelayedReport;
import dev.weir.region.device.DeviceRecord;
import java.util.List;

/**
 * What one commit changes: whole rows, each at most once.
 *
 * @param devices new or changed
 * @param gone no longer served
 * @param directives new or changed
 * @param dropped no longer in force
 * @param relayed signed reports to add, by rising sequence
 * @param meta with it; relayed reports up to its {@code relayTaken} are deleted
 */
public record Batch(
    List<DeviceRecord> devices,
    List<DeviceId> gone,
    List<DirectiveRow> directives,
    List<RolloutId> dropped,
    List<RelayedReport> relayed,
    Meta meta) {
  public Batch {
    devices = List.copyOf(devices);
    gone = List.copyOf(gone);
    directives = List.copyOf(directives);
    dropped = List.copyOf(dropped);
    relayed = List.copyOf(relayed);
  }
}
