package dev.weir.global.drive;

import dev.weir.global.fleet.ChangeKind;
import dev.weir.global.partition.Partition;
import dev.weir.global.partition.Residency;
import dev.weir.global.registry.Listed;
import dev.weir.global.store.Commit;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.ResidencyMove;
import dev.weir.protocol.api.ResidencyPlan;
import dev.weir.protocol.api.ResidencyRule;
import dev.weir.protocol.api.ResidencyRules;
import dev.weir.protocol.channel.Loop;
import dev.weir.protocol.id.RegionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Residency rules: what they are, what they would move, and that it is moved. */
final class ResidencyCalls {
  /** Devices that a plan looks at in a turn of the loop. */
  private static final int LOOK = 5000;

  private final Loop loop;
  private final Ledger ledger;
  private final Handovers handovers;

  ResidencyCalls(Loop loop, Ledger ledger, Handovers handovers) {
    this.loop = loop;
    this.ledger = ledger;
    this.handovers = handovers;
  }

  ResidencyRules get() {
    return ledger.residency().view();
  }

  /**
   * Puts all rules, also the same again, and hands devices to where they should be.
   *
   * @param match the tag of the rules that they take the place of; absent: any
   */
  Reply<ResidencyRules> put(List<ResidencyRule> rules, Optional<String> match) {
    Residency before = ledger.residency();
    return Matching.check("the residency rules", before, before.view().tag(), match)
        .then(same -> put(same, rules));
  }

  private Reply<ResidencyRules> put(Residency before, List<ResidencyRule> rules) {
    List<String> faults = Residency.faults(rules);
    if (!faults.isEmpty()) {
      return Reply.refused(Code.BAD_SPEC, String.join("; ", faults));
    }
    Residency next = before.put(List.copyOf(rules));
    Commit.Builder commit = new Commit.Builder().put(next);
    ledger.note(
        commit,
        Clocks.now(loop),
        ChangeKind.RESIDENCY_PUT,
        "residency",
        rules.size() + " rules, generation " + next.generation());
    ledger.commit(commit.build());
    loop.execute(handovers::begin);
    return Reply.done(next.view());
  }

  /** What these rules would move now; looks at all devices, a slice in each turn of the loop. */
  void plan(List<ResidencyRule> rules, CompletableFuture<Reply<ResidencyPlan>> reply) {
    List<String> faults = Residency.faults(rules);
    if (faults.isEmpty()) {
      new Planning(new Partition(rules, ledger.regions()), reply).slice("");
    } else {
      reply.complete(Reply.refused(Code.BAD_SPEC, String.join("; ", faults)));
    }
  }

  private final class Planning {
    private final Partition partition;
    private final CompletableFuture<Reply<ResidencyPlan>> reply;
    private final SortedMap<Way, Integer> moves = new TreeMap<>(Way.ORDER);
    private int unserved;
    private int lookedAt;

    Planning(Partition partition, CompletableFuture<Reply<ResidencyPlan>> reply) {
      this.partition = partition;
      this.reply = reply;
    }

    void slice(String after) {
      int looked = 0;
      for (Listed device : ledger.registry().after(after)) {
        look(device);
        looked++;
        if (looked == LOOK) {
          loop.execute(() -> slice(device.id().text()));
          return;
        }
      }
      List<ResidencyMove> rows = new ArrayList<>();
      moves.forEach((way, devices) -> rows.add(new ResidencyMove(way.from(), way.to(), devices)));
      reply.complete(Reply.done(new ResidencyPlan(rows, unserved, lookedAt)));
    }

    private void look(Listed device) {
      Optional<RegionId> to = partition.regionOf(device.id(), device.pin(), device.attributes());
      lookedAt++;
      unserved += to.isEmpty() ? 1 : 0;
      if (!to.equals(device.region())) {
        moves.merge(new Way(device.region(), to), 1, Integer::sum);
      }
    }
  }

  private record Way(Optional<RegionId> from, Optional<RegionId> to) {
    static final Comparator<Way> ORDER =
        Comparator.comparing((Way way) -> text(way.from())).thenComparing(way -> text(way.to()));

    private static String text(Optional<RegionId> region) {
      return region.map(RegionId::text).orElse("");
    }
  }
}
