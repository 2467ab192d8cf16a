package dev.weir.region.core;

import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.message.Answer;
import dev.weir.protocol.message.Query;
import dev.weir.protocol.message.QueryKind;
import dev.weir.protocol.message.TelemetryAsk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the next sync answers. Most questions are answered at once; telemetry is asked elsewhere,
 * and its answer waits here until global does not ask any more. Source: docs/protocol.md, 6.5.
 */
final class Answers {
  private final RegionIndex index;
  private final Questions questions;
  private List<Answer> atOnce = List.of();

  /** Asked elsewhere, by the question's number; absent answers are under way. */
  private final Map<Long, Optional<Answer>> measured = new TreeMap<>();

  Answers(RegionIndex index, Questions questions) {
    this.index = index;
    this.questions = questions;
  }

  /** These are all that global asks now. */
  void asked(List<Query> queries, Instant now) {
    List<Answer> answers = new ArrayList<>();
    Set<Long> open = new TreeSet<>();
    for (Query query : queries) {
      open.add(query.id());
      if (query.kind() == QueryKind.TELEMETRY) {
        measure(query);
      } else {
        answers.add(questions.answer(query, now));
      }
    }
    measured.keySet().retainAll(open);
    atOnce = List.copyOf(answers);
  }

  private void measure(Query query) {
    if (measured.containsKey(query.id())) {
      return;
    }
    Optional<DeviceId> device = query.device().filter(id -> index.find(id).isPresent());
    Optional<TelemetryAsk> ask = query.telemetry();
    if (device.isPresent() && ask.isPresent()) {
      measured.put(query.id(), Optional.empty());
      index.effects.add(new Effect.Measure(query.id(), device.get(), ask.get()));
    } else {
      Answer problem = Answer.problem(query.id(), "this region does not serve the device");
      measured.put(query.id(), Optional.of(problem));
    }
  }

  void measured(Answer answer) {
    measured.computeIfPresent(answer.id(), (id, before) -> Optional.of(answer));
  }

  /** One of telemetry's at a time: more might be longer than a message may be. */
  List<Answer> all() {
    List<Answer> all = new ArrayList<>(atOnce);
    measured.values().stream().flatMap(Optional::stream).findFirst().ifPresent(all::add);
    return List.copyOf(all);
  }

  boolean isEmpty() {
    return all().isEmpty();
  }
}
