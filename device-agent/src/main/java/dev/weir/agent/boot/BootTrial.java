package dev.weir.agent.boot;

import dev.weir.agent.slot.SlotContents;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.util.List;

/**
 * A trial of the slot that is not active.
 *
 * @param contents of the slot on trial
 * @param startsLeft so many more starts of the process, then it goes back by itself
 */
public record BootTrial(SlotContents contents, int startsLeft) {
  private static final Field<BootTrial, SlotContents> CONTENTS =
      Field.required(1, "contents", SlotContents.TABLE, BootTrial::contents);
  private static final Field<BootTrial, Integer> STARTS_LEFT =
      Field.required(2, "startsLeft", Types.SMALL, BootTrial::startsLeft);

  /** The field table. */
  public static final Table<BootTrial> TABLE =
      new Table<>(
          "boot-trial",
          List.of(CONTENTS, STARTS_LEFT),
          row -> new BootTrial(row.get(CONTENTS), row.get(STARTS_LEFT)));
}
