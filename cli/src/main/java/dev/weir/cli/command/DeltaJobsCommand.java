package dev.weir.cli.command;

import dev.weir.cli.api.GlobalClient;
import dev.weir.cli.text.DeltaText;
import dev.weir.protocol.api.DeltaJobList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "jobs",
    description =
        "Lists the deltas that rollouts want and that their releases were not signed with, those"
            + " first for which the most devices wait.",
    footerHeading = "%nExample:%n",
    footer = "  weir delta jobs --watch")
final class DeltaJobsCommand implements Callable<Integer> {
  private static final View<DeltaJobList> JOBS = View.of(DeltaJobList.CODEC, DeltaText::list);

  private final Session session;

  @Mixin private ViewOption option = new ViewOption();

  DeltaJobsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.view(JOBS, option, GlobalClient::deltaJobs);
  }
}
