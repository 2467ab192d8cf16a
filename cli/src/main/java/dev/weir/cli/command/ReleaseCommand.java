package dev.weir.cli.command;

import dev.weir.builder.publish.Published;
import dev.weir.builder.release.ReleaseSigning;
import dev.weir.cli.api.GlobalClient;
import dev.weir.cli.text.ReleaseText;
import dev.weir.protocol.api.ReleaseView;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.adapter.file.SignerFiles;
import dev.weir.trust.signature.Signer;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "release",
    description = "Releases: built and signed in a pipeline, published to global.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = {
      "  weir release build --model pump-v2 --version 1.1.0 --counter 2 --image new.img --folder out",
      "  weir release sign out --key release-key.pem",
      "  weir release publish out"
    })
final class ReleaseCommand {
  private final Session session;

  ReleaseCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "sign",
      description =
          "Signs a built release, once each payload has been found to be what its manifest says."
              + " Needs no network: a machine that only signs is enough.",
      footerHeading = "%nExample:%n",
      footer = "  weir release sign out --key release-key.pem")
  int sign(
      @Parameters(paramLabel = "DIR", description = "The folder of the release.") Path folder,
      @Option(
              names = "--key",
              required = true,
              paramLabel = "FILE",
              description = "The release key, made by: weir key create.")
          Path keyFile)
      throws IOException {
    Signer signer = SignerFiles.load(keyFile);
    Bytes signed = ReleaseSigning.sign(folder, signer);
    session.print(
        "Signed with key "
            + signer.key().brief()
            + "; the signed manifest is "
            + signed.digest().brief()
            + "\nPublish it: weir release publish "
            + folder
            + "\n");
    return ExitCode.DONE;
  }

  @Command(
      name = "publish",
      description =
          "Sends a signed release to global: the payloads that it does not have, then the manifest."
              + " Repeating it goes on where it stopped.",
      footerHeading = "%nExample:%n",
      footer = "  weir release publish out")
  int publish(
      @Parameters(paramLabel = "DIR", description = "The folder of the release.") Path folder,
      @Mixin OutputOption output)
      throws IOException {
    Published published = session.publisher().publish(folder);
    if (published instanceof Published.Done done) {
      session.print(
          output.text(done.view(), ReleaseView.CODEC, view -> ReleaseText.published(done)));
      return ExitCode.DONE;
    }
    return session.refused(((Published.Refused) published).problem());
  }

  @Command(
      name = "list",
      description = "Lists published releases with their payloads.",
      footerHeading = "%nExample:%n",
      footer = "  weir release list")
  int list(@Mixin ViewOption option) {
    return session.view(Listing.RELEASES, option, GlobalClient::releases);
  }
}
