package dev.weir.builder.adapter.mixed;

import dev.weir.builder.anatomy.Anatomy;
import dev.weir.builder.match.CoverSearch;
import dev.weir.builder.match.Form;
import dev.weir.builder.match.Jumps;
import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.layout.Layout;

/**
 * What a window and its base have in common: covers of the images as they are say what machine it
 * is, and where references went; covers are then searched again with references written as targets.
 */
record Comparison(Layout layout, Covers covers) {
  /** How often covers are searched again, at most: each teaches better where targets went. */
  private static final int ROUNDS = 2;

  /** Not again, where the last ones taught another byte of fewer than one in so many. */
  private static final int SETTLED = 1000;

  static Comparison of(byte[] base, byte[] image) {
    Covers covers = CoverSearch.covers(Form.plain(base), Form.plain(image), Jumps.PLAIN);
    Anatomy anatomy = Anatomy.of(base, image, covers);
    if (anatomy.isPlain()) {
      return new Comparison(anatomy.layout(), covers);
    }
    Form canonical = new Form(image, anatomy.newForm(image));
    byte[] known = base;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] moved = anatomy.oldForm(base, covers);
      if (round > 0 && differing(known, moved) < base.length / SETTLED) {
        break;
      }
      covers = CoverSearch.covers(new Form(base, moved), canonical, Jumps.CANONICAL);
      known = moved;
    }
    return new Comparison(anatomy.layout(), covers);
  }

  private static int differing(byte[] left, byte[] right) {
    int differing = 0;
    for (int i = 0; i < left.length; i++) {
      differing += left[i] == right[i] ? 0 : 1;
    }
    return differing;
  }
}
