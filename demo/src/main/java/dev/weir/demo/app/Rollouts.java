package dev.weir.demo.app;

import dev.weir.protocol.id.ReleaseId;
import java.util.List;

/** The rollout commands that the demo types. */
final class Rollouts {
  private Rollouts() {}

  /** A canary that must succeed as a whole, then all; the first failure halts. */
  static List<String> command(Plot plot, String verb, String rollout, String version) {
    return List.of(
        "rollout",
        verb,
        rollout,
        "--release",
        release(version).text(),
        "--wave",
        "canary=" + plot.canaries(),
        "--gate",
        canaryGate(plot.canaries()),
        "--wave",
        "rest",
        "--gate",
        "success=100%,sample=1,bake=1s",
        "--abort",
        "any=0%,sample=" + plot.canaries());
  }

  static String canaryGate(int sample) {
    return "canary:success=100%,sample=" + sample + ",bake=2s";
  }

  static ReleaseId release(String version) {
    return ReleaseId.of(Plot.MODEL + "-" + version);
  }
}
