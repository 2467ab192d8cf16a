package dev.weir.demo.app;

/** What the demo tells, in order. */
final class Story {
  private final World world;
  private final Pipeline pipeline;

  Story(World world, Pipeline pipeline) {
    this.world = world;
    this.pipeline = pipeline;
  }

  /** Whether every device ended as it should. */
  boolean tell() throws Exception {
    Fleet fleet = new Fleet(world);
    fleet.start();

    pipeline.buildGood();

    GoodRollout good = new GoodRollout(world);
    good.refuseAGateThatCannotBeMet();
    good.plan();
    LateDelta delta = new LateDelta(world);
    good.start();
    delta.build(good.watch());
    good.run(new Interruptions(world));
    good.showTable();
    delta.demandThatItWasTaken();

    BadReleases bad = new BadReleases(world, pipeline);
    bad.wrongCpu();
    bad.failingInTrial();

    return new Ending(world).compareSlots(pipeline.goodImage());
  }
}
