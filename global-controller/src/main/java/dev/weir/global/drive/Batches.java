package dev.weir.global.drive;

import dev.weir.global.store.Commit;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Many rows of one kind, some in each commit, so that memory holds few of them. */
final class Batches {
  private static final int ROWS = 500;

  private Batches() {}

  /**
   * Commits something of each item.
   *
   * @param add what an item adds to a commit
   */
  static <T> void of(
      Consumer<Commit> committing, Collection<T> items, BiConsumer<Commit.Builder, T> add) {
    Commit.Builder commit = new Commit.Builder();
    int waiting = 0;
    for (T item : items) {
      add.accept(commit, item);
      waiting++;
      if (waiting == ROWS) {
        committing.accept(commit.build());
        commit = new Commit.Builder();
        waiting = 0;
      }
    }
    if (waiting > 0) {
      committing.accept(commit.build());
    }
  }
}
