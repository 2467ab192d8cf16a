package dev.weir.protocol.message;

import dev.weir.protocol.rank.Rank;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;
import java.util.Optional;

/**
 * What a region answers to a query.
 *
 * @param ranks ascending
 * @param problem why there is no answer
 */
public record Answer(
    long id,
    List<Rank> ranks,
    Optional<Explanation> why,
    String problem,
    Optional<TargetPage> targets,
    Optional<TelemetryView> telemetry) {
  private static final Field<Answer, Long> ID = Field.required(1, "id", Types.COUNT, Answer::id);
  private static final Field<Answer, List<Rank>> RANKS =
      Field.optional(2, "ranks", Types.list(Types.RANK, Limits.LIST), Answer::ranks, List.of());
  private static final Field<Answer, Optional<Explanation>> WHY =
      Field.maybe(3, "why", Explanation.TABLE, Answer::why);
  private static final Field<Answer, String> PROBLEM =
      Field.optional(4, "problem", Types.text(Limits.TEXT), Answer::problem, "");
  private static final Field<Answer, Optional<TargetPage>> TARGETS =
      Field.maybe(5, "targets", TargetPage.TABLE, Answer::targets);
  private static final Field<Answer, Optional<TelemetryView>> TELEMETRY =
      Field.maybe(6, "telemetry", TelemetryView.TABLE, Answer::telemetry);

  /** The field table. */
  public static final Table<Answer> TABLE =
      new Table<>(
          "answer",
          List.of(ID, RANKS, WHY, PROBLEM, TARGETS, TELEMETRY),
          row ->
              new Answer(
                  row.get(ID),
                  row.get(RANKS),
                  row.get(WHY),
                  row.get(PROBLEM),
                  row.get(TARGETS),
                  row.get(TELEMETRY)));

  public static Answer ranks(long id, List<Rank> ranks) {
    return new Answer(id, ranks, Optional.empty(), "", Optional.empty(), Optional.empty());
  }

  public static Answer why(long id, Explanation why) {
    return new Answer(id, List.of(), Optional.of(why), "", Optional.empty(), Optional.empty());
  }

  public static Answer targets(long id, TargetPage page) {
    return new Answer(id, List.of(), Optional.empty(), "", Optional.of(page), Optional.empty());
  }

  public static Answer telemetry(long id, TelemetryView view) {
    return new Answer(id, List.of(), Optional.empty(), "", Optional.empty(), Optional.of(view));
  }

  /** There is no answer; says why. */
  public static Answer problem(long id, String why) {
    return new Answer(id, List.of(), Optional.empty(), why, Optional.empty(), Optional.empty());
  }
}
