package dev.weir.cli.command;

import dev.weir.cli.text.JoinText;
import dev.weir.protocol.api.JoinFile;
import dev.weir.protocol.api.TokenRequest;
import dev.weir.protocol.id.RegionId;
import dev.weir.protocol.message.MemberKind;
import dev.weir.trust.adapter.file.SyncedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "token",
    description = "Join tokens: what a new region or device shows once to become a member.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  weir token create --kind device --file pump-17.join")
final class TokenCommand {
  private final Session session;

  TokenCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "create",
      description =
          "Makes a join file: a token that works once, global's address and the trust anchors."
              + " It holds a secret; the file is its owner's alone (mode 600).",
      footerHeading = "%nExample:%n",
      footer = {
        "  weir token create --kind region --file north.join",
        "  weir region --data /var/lib/weir/north --id north --join north.join"
      })
  int create(
      @Option(
              names = "--kind",
              required = true,
              paramLabel = "region|device",
              description = "What joins with it.")
          MemberKind kind,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              description = "Where to write the join file. Default: it is printed.")
          Optional<Path> file,
      @Option(
              names = "--valid-for",
              paramLabel = "DURATION",
              defaultValue = "7d",
              description = "How long the token can be used. Default: ${DEFAULT-VALUE}.")
          Duration validFor,
      @Option(
              names = "--region",
              paramLabel = "REGION",
              description =
                  "Pins the device that joins with it to a region. Default: global chooses.")
          Optional<RegionId> region) {
    if (kind == MemberKind.REGION && region.isPresent()) {
      throw new UsageTrouble("--region is for devices; a region is not pinned to one");
    }
    if (file.filter(Files::exists).isPresent()) {
      throw new UsageTrouble(
          "--file " + file.get() + ": is there already; remove it or name another");
    }
    return session
        .global()
        .token(new TokenRequest(kind, validFor, region))
        .fold(join -> keep(join, file), session::refused);
  }

  private int keep(JoinFile join, Optional<Path> file) {
    String json = JoinFile.CODEC.toJson(join) + "\n";
    if (file.isEmpty()) {
      session.print(json);
    } else {
      SyncedFile.writeSecret(file.get(), json);
      session.print(JoinText.written(join, file.get().toString()));
    }
    return ExitCode.DONE;
  }
}
