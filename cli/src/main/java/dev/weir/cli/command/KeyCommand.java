package dev.weir.cli.command;

import dev.weir.cli.text.JoinText;
import dev.weir.protocol.api.KeyView;
import dev.weir.protocol.wire.Bytes;
import dev.weir.trust.adapter.file.SignerFiles;
import dev.weir.trust.signature.Signer;
import java.nio.file.Path;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "key",
    description = "Release keys: who may say that a release is genuine.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  weir key create release-key.pem && weir key trust release-key.pem.pub")
final class KeyCommand {
  private final Session session;

  KeyCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "create",
      description =
          "Makes a release key (Ed25519, PKCS #8, mode 600) and writes its public half beside it."
              + " A key that is there is never written over.",
      footerHeading = "%nExample:%n",
      footer = "  weir key create release-key.pem")
  int create(@Parameters(paramLabel = "FILE", description = "Where to write the key.") Path file) {
    Path open = file.resolveSibling(file.getFileName() + ".pub");
    Signer signer = SignerFiles.create(file, new SecureRandom());
    SignerFiles.writePublic(open, signer.publicKey());
    session.print(JoinText.keyMade(file.toString(), open.toString(), signer.publicKey()));
    return ExitCode.DONE;
  }

  @Command(
      name = "trust",
      description =
          "Makes global, and through it regions and devices, believe releases that are signed with"
              + " a key. Only the public half is sent.",
      footerHeading = "%nExample:%n",
      footer = "  weir key trust release-key.pem.pub")
  int trust(
      @Parameters(paramLabel = "FILE", description = "The public or the private key.") Path file,
      @Mixin OutputOption output) {
    Bytes key = SignerFiles.loadPublic(file);
    return session.show(
        session.global().trust(new KeyView(key)),
        KeyView.CODEC,
        output,
        view -> JoinText.keyTrusted(view.key()));
  }
}
