package dev.weir.agent.spool;

import java.util.List;

/**
 * Packs that were read together, in order.
 *
 * @param damaged packs among them whose bytes are not what was written; they give no row
 */
public record SpoolPage(List<SpoolRow> rows, List<SpoolHead> damaged) {
  public SpoolPage {
    rows = List.copyOf(rows);
    damaged = List.copyOf(damaged);
  }
}
