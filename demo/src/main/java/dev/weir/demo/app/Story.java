package dev.weir.demo.app;

/** What the demo tells, in order. */
final class Story {
  private final World world;

  Story(World world) {
    this.world = world;
  }

  /** Whether every device ended as it should. */
  boolean tell() throws Exception {
    Fleet fleet = new Fleet(world);
    fleet.start();

    Pipeline pipeline = new Pipeline(world);
    pipeline.buildGood();

    GoodRollout good = new GoodRollout(world);
    good.refuseAGateThatCannotBeMet();
    good.plan();
    good.run(new Interruptions(world));
    good.showTable();

    BadReleases bad = new BadReleases(world, pipeline);
    bad.wrongCpu();
    bad.failingInTrial();

    return new Ending(world).compareSlots(pipeline.goodImage());
  }
}
