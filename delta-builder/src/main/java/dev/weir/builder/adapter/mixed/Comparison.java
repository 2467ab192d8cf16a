package dev.weir.builder.adapter.mixed;

import dev.weir.builder.anatomy.Anatomy;
import dev.weir.builder.match.Costs;
import dev.weir.builder.match.CoverSearch;
import dev.weir.builder.match.Form;
import dev.weir.patcher.layout.Covers;
import dev.weir.patcher.layout.Layout;

/**
 * What a window and its base have in common: covers of the images as they are say what machine it
 * is, and where references went; covers are then searched again with references written as targets,
 * and once more, since better covers teach better where targets went.
 */
record Comparison(Layout layout, Covers covers) {
  /** Not a third time, where the second taught another byte of fewer than one in so many. */
  private static final int SETTLED = 1000;

  /** By that part of what was assumed. */
  private static final double CHEAPER = 0.8;

  static Comparison of(byte[] base, byte[] image) {
    Covers covers = CoverSearch.covers(Form.plain(base), Form.plain(image), Costs.PLAIN);
    Anatomy anatomy = Anatomy.of(base, image, covers);
    if (anatomy.isPlain()) {
      return new Comparison(anatomy.layout(), again(base, image, covers));
    }
    Form canonical = new Form(image, anatomy.newForm(image));
    Form known = new Form(base, anatomy.oldForm(base, covers));
    covers = CoverSearch.covers(known, canonical, Costs.CANONICAL);
    byte[] moved = anatomy.oldForm(base, covers);
    if (known.differing(moved) >= base.length / SETTLED) {
      known = new Form(base, moved);
      covers = CoverSearch.covers(known, canonical, Costs.CANONICAL);
    }
    return new Comparison(anatomy.layout(), covers);
  }

  /** Text packs so well that what is like the base only in short parts is better left fresh. */
  private static Covers again(byte[] base, byte[] image, Covers covers) {
    int fresh = Freshness.cost(image, covers);
    return fresh < Costs.PLAIN.fresh() * CHEAPER
        ? CoverSearch.covers(Form.plain(base), Form.plain(image), Costs.text(fresh))
        : covers;
  }
}
