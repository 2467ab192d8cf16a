package dev.weir.demo.view;

import dev.weir.protocol.api.DevicePage;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.LocalDeviceView;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.RegionView;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.api.RolloutView;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the demo knows: only what the controllers' APIs say. */
public final class Reading {
  private final Path folder;
  private final Http global;
  private final Map<String, Http> regions = new TreeMap<>();

  /** Reads the controllers under this folder. */
  public Reading(Path folder) {
    this.folder = folder;
    this.global = new Http(folder.resolve("global"));
  }

  public String globalAddress() {
    try {
      return global.address();
    } catch (IOException e) {
      return "nowhere yet";
    }
  }

  public boolean globalAnswers() {
    return global.get("/v1/regions", RegionList.CODEC).isPresent();
  }

  public List<RegionView> regions() {
    return global.get("/v1/regions", RegionList.CODEC).map(RegionList::items).orElse(List.of());
  }

  /** Names of the regions that can take devices. */
  public List<String> regionsWithEndpoints() {
    return regions().stream()
        .filter(
            region -> region.health().map(health -> !health.endpoints().isEmpty()).orElse(false))
        .map(region -> region.region().name())
        .toList();
  }

  public List<DeviceView> devices() {
    return global
        .get("/v1/devices?limit=1000", DevicePage.CODEC)
        .map(DevicePage::items)
        .orElse(List.of());
  }

  /** One device, with the reports of its last action. */
  public Optional<DeviceView> device(DeviceId device) {
    return global.get("/v1/devices/" + device, DeviceView.CODEC);
  }

  public Optional<RolloutView> rollout(RolloutId rollout) {
    return global.get("/v1/rollouts/" + rollout, RolloutView.CODEC);
  }

  public Optional<ReleaseView> release(ReleaseId release) {
    return global
        .get("/v1/releases", ReleaseList.CODEC)
        .flatMap(
            list ->
                list.items().stream()
                    .filter(view -> view.manifest().release().equals(release))
                    .findFirst());
  }

  /** A device as its region sees it now; empty while the region does not answer. */
  public Optional<LocalDeviceView> local(String region, DeviceId device) {
    return regions
        .computeIfAbsent(region, name -> new Http(folder.resolve("regions").resolve(name)))
        .get("/v1/devices/" + device, LocalDeviceView.CODEC);
  }
}
