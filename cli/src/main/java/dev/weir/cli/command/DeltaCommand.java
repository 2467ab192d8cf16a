package dev.weir.cli.command;

import picocli.CommandLine.Command;

@Command(
    name = "delta",
    description =
        "Deltas: of two files, and those that rollouts wait for; docs/protocol.md, section 11.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = {
      "  weir delta build old.img new.img -o new.delta",
      "  weir delta apply old.img new.delta -o new.img"
    })
final class DeltaCommand {}
