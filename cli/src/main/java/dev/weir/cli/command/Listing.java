package dev.weir.cli.command;

import dev.weir.cli.text.FleetText;
import dev.weir.cli.text.ReleaseText;
import dev.weir.cli.text.RolloutText;
import dev.weir.protocol.api.RegionList;
import dev.weir.protocol.api.ReleaseList;
import dev.weir.protocol.api.RolloutList;

/** The lists that more than one command shows. */
final class Listing {
  static final View<RolloutList> ROLLOUTS = View.of(RolloutList.CODEC, RolloutText::list);
  static final View<ReleaseList> RELEASES = View.of(ReleaseList.CODEC, ReleaseText::list);
  static final View<RegionList> REGIONS = View.of(RegionList.CODEC, FleetText::regions);

  private Listing() {}
}
