package dev.weir.cli.text;

import dev.weir.protocol.api.DeltaJobView;
import dev.weir.protocol.api.PlanGate;
import dev.weir.protocol.api.PlanRow;
import dev.weir.protocol.api.PlanView;
import dev.weir.protocol.api.RolloutSpec;
import dev.weir.protocol.api.WaveSpec;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.text.Amounts;
import dev.weir.protocol.text.Durations;
import dev.weir.protocol.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a rollout will do. */
public final class PlanText {
  private PlanText() {}

  public static String of(PlanView plan) {
    return head(plan) + waves(plan) + deltas(plan) + gates(plan) + foot(plan);
  }

  private static String head(PlanView plan) {
    RolloutSpec spec = plan.spec();
    return "Rollout "
        + spec.rollout()
        + ": release "
        + spec.release()
        + " to "
        + Words.selected(spec.selector())
        + "\n"
        + Amounts.count(plan.targets(), "target")
        + (plan.already() == 0 ? "" : "; " + plan.already() + " already on the release")
        + (plan.incompatible() == 0 ? "" : "; " + plan.incompatible() + " incompatible, left alone")
        + "\n\n";
  }

  private static String waves(PlanView plan) {
    TextTable table =
        new TextTable("WAVE", ">SIZE", "REGION", ">TARGETS", ">TO DEVICES", ">OVER WAN");
    for (PlanRow row : plan.rows()) {
      table.row(
          row.wave(),
          wave(plan, row.wave()).map(Words::size).orElse(""),
          row.region(),
          row.targets(),
          Amounts.bytes(row.deviceBytes()),
          Amounts.bytes(row.wanBytes()));
    }
    if (table.isEmpty()) {
      return "";
    }
    table.row(
        "total",
        "",
        "",
        plan.rows().stream().mapToInt(PlanRow::targets).sum(),
        Amounts.bytes(plan.rows().stream().mapToLong(PlanRow::deviceBytes).sum()),
        Amounts.bytes(plan.rows().stream().mapToLong(PlanRow::wanBytes).sum()));
    return table.render() + "\n";
  }

  private static String deltas(PlanView plan) {
    StringBuilder text = new StringBuilder();
    if (plan.fullBytes() > 0) {
      text.append("With full images alone: ")
          .append(Amounts.bytes(plan.fullBytes()))
          .append(" to devices\n");
    }
    for (DeltaJobView job : plan.deltas()) {
      text.append("No delta yet from ")
          .append(DeltaText.version(job.baseVersion(), job.base()))
          .append(", which ")
          .append(Amounts.count(job.devices(), "device"))
          .append(" could take: a worker has to build it\n");
    }
    return text.isEmpty() ? "" : text.append('\n').toString();
  }

  private static String gates(PlanView plan) {
    TextTable table = new TextTable("WAVE", "GATE", "CAN IT BE MET");
    for (PlanGate gate : plan.gates()) {
      table.row(
          gate.wave(),
          wave(plan, gate.wave()).map(wave -> Words.gate(wave.gate())).orElse(""),
          gate.meetable() ? "yes" : "UNMEETABLE: " + gate.detail());
    }
    return table.isEmpty() ? "" : table.render() + "\n";
  }

  private static Optional<WaveSpec> wave(PlanView plan, String name) {
    return plan.spec().waves().stream().filter(wave -> wave.name().equals(name)).findFirst();
  }

  private static String foot(PlanView plan) {
    RolloutSpec spec = plan.spec();
    return "It halts at: "
        + Words.thresholds(spec.abort())
        + "\nAt a time: "
        + spec.maxConcurrent()
        + " in each region; each device starts within "
        + Durations.text(spec.startWithin())
        + " or asks again\nDeltas: "
        + Words.prepare(spec.prepare())
        + "\nA device that can't apply its delta: "
        + Words.fallback(spec.fallbackBytes())
        + "\nA region that is cut off goes on for "
        + Durations.text(plan.lease())
        + "\n"
        + verdict(plan);
  }

  private static String verdict(PlanView plan) {
    List<String> obstacles = obstacles(plan);
    return obstacles.isEmpty()
        ? "\nNothing stands against it. Start it with the same options: weir rollout start "
            + plan.spec().rollout()
            + " ...\n"
        : "\nIt can't be started:\n  " + String.join("\n  ", obstacles) + "\n";
  }

  private static List<String> obstacles(PlanView plan) {
    List<String> obstacles = new ArrayList<>();
    if (plan.targets() == 0) {
      obstacles.add("no device is a target (see: weir get devices)");
    }
    if (!plan.overlaps().isEmpty()) {
      obstacles.add(
          "it overlaps "
              + plan.overlaps().stream().map(RolloutId::text).collect(Collectors.joining(", "))
              + " (see: weir rollout status "
              + plan.overlaps().get(0)
              + ")");
    }
    List<String> unmeetable =
        plan.gates().stream().filter(gate -> !gate.meetable()).map(PlanGate::wave).toList();
    if (!unmeetable.isEmpty()) {
      obstacles.add("the gate of " + String.join(", ", unmeetable) + " can't be met");
    }
    return obstacles;
  }
}
