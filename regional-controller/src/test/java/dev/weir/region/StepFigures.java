package dev.weir.region;

import dev.weir.protocol.message.FeedItem;
import dev.weir.protocol.message.FeedPage;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import dev.weir.region.core.CoreLimits;
import dev.weir.region.core.Effect;
import dev.weir.region.core.RegionCore;
import dev.weir.region.core.RegionEvent;
import dev.weir.region.core.Turn;
import dev.weir.region.store.Loaded;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What one device event costs in a small and in a large region: CPU time of the region's thread for
 * decoding, stepping and settling, a batch of 64 events at a time; the store is left out. Prints
 * one JSON object. Arguments: devices in the small and in the large region, events, repetitions.
 */
public final class StepFigures {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int BATCH = 64;

  private StepFigures() {}

  public static void main(String[] arguments) throws Malformed {
    int small = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    int large = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    int events = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20_000;
    int repetitions = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 5;
    Region few = new Region(small);
    Region many = new Region(large);
    List<Double> smallFigures = new ArrayList<>();
    List<Double> largeFigures = new ArrayList<>();
    few.run(events);
    many.run(events);
    for (int i = 0; i < repetitions; i++) {
      smallFigures.add(few.run(events));
      largeFigures.add(many.run(events));
    }
    double smallMedian = median(smallFigures);
    double largeMedian = median(largeFigures);
    System.out.printf(
        Locale.ROOT,
        "{\"figure\":\"region-step\",\"smallDevices\":%d,\"largeDevices\":%d,\"events\":%d,"
            + "\"smallMicros\":%.2f,\"largeMicros\":%.2f,\"ratio\":%.3f}%n",
        small,
        large,
        events,
        smallMedian,
        largeMedian,
        largeMedian / smallMedian);
  }

  private static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /** A region of so many devices, all of which are being updated; any of them speaks next. */
  private static final class Region {
    private final RegionCore core = new RegionCore(Fixtures.REGION, CoreLimits.DEFAULT);
    private final List<ScriptedDevice> actors = new ArrayList<>();
    private final TreeMap<String, Long> cursors = new TreeMap<>();
    private final SplittableRandom chance = new SplittableRandom(7);
    private Instant now = Fixtures.START;

    Region(int devices) {
      core.load(Loaded.NOTHING, now);
      List<FeedItem> items = new ArrayList<>();
      for (int i = 1; i <= devices; i++) {
        actors.add(new ScriptedDevice(i));
        items.add(Fixtures.item(actors.get(i - 1).owned()));
      }
      items.add(Fixtures.item(Fixtures.order().permits(devices).build()));
      FeedPage page =
          Fixtures.page(core.meta().incarnation(), 1, now.plus(Duration.ofDays(9)), items);
      core.step(new RegionEvent.Answered(page), now);
      core.step(new RegionEvent.Prefetched(Fixtures.MANIFEST, Fixtures.READY), now);
      for (ScriptedDevice actor : actors) {
        core.step(new RegionEvent.Connected(actor.id, "mqtt", true), now);
        core.step(new RegionEvent.Received(actor.id, actor.hello()), now);
      }
      settle();
    }

    private void settle() {
      Turn turn = core.settle(now);
      for (Effect effect : turn.effects()) {
        if (effect instanceof Effect.Send send) {
          cursors.put(send.device().text(), send.downlink().acknowledged());
        }
      }
    }

    /** CPU microseconds for one event. */
    double run(int events) throws Malformed {
      long used = 0;
      for (int done = 0; done < events; done += BATCH) {
        List<ScriptedDevice> who = new ArrayList<>();
        List<Bytes> messages = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
          ScriptedDevice actor = actors.get(chance.nextInt(actors.size()));
          UpdatePhase phase = UpdatePhase.DOWNLOADING;
          if (chance.nextInt(4) == 0) {
            actor.reports(Fixtures.ROLLOUT, Fixtures.generation(1), phase);
          } else {
            actor.beats(Optional.of(phase), chance.nextInt(1000));
          }
          who.add(actor);
          messages.add(Uplink.CODEC.encode(actor.entriesAbove(actor.lastSequence() - 1)));
        }
        now = now.plus(Duration.ofMillis(10));
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < BATCH; i++) {
          Uplink uplink = Uplink.CODEC.decode(messages.get(i));
          core.step(new RegionEvent.Received(who.get(i).id, uplink), now);
        }
        settle();
        used += THREADS.getCurrentThreadCpuTime() - before;
      }
      return used / 1000.0 / events;
    }
  }
}
