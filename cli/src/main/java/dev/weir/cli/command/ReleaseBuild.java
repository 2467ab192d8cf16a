package dev.weir.cli.command;

import dev.weir.builder.choice.DeltaChoice;
import dev.weir.builder.release.Base;
import dev.weir.builder.release.BuildRequest;
import dev.weir.builder.release.BuildResult;
import dev.weir.cli.option.BaseOption;
import dev.weir.cli.text.ReleaseText;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.ImageFormat;
import dev.weir.protocol.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "build",
    description = {
      "Builds a release in a folder: the image packed, a delta from each base, each payload proven"
          + " by decoding it again, and the manifest that describes them."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  weir release build --model pump-v2 --version 1.1.0 --counter 2 --image new.img \\",
      "      --base old.img:1.0.0 --health-arg=--version --health-expect \"pump 1.1.0\" \\",
      "      --folder out"
    })
final class ReleaseBuild implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "The devices' model.")
  private Model model = new Model("none");

  @Option(
      names = "--version",
      required = true,
      paramLabel = "VERSION",
      description = "What people call it, such as 1.1.0.")
  private Version version = new Version("none");

  @Option(
      names = "--counter",
      required = true,
      paramLabel = "NUMBER",
      description = "Above that of every earlier release of the model: devices take nothing older.")
  private long counter;

  @Option(names = "--image", required = true, paramLabel = "FILE", description = "The new image.")
  private Path image = Path.of("");

  @Option(
      names = "--base",
      paramLabel = "FILE[:VERSION]",
      description = "An image in the field to make a delta from. Repeat it.")
  private List<BaseOption> bases = List.of();

  @Option(
      names = "--deltas",
      paramLabel = "all|lzma|quick",
      description =
          "all: of each kind those that some device is better off with; lzma: only such as are applied"
              + " many times faster in less than 1 MB; quick: only GDIFF ones, several times larger,"
              + " which take seconds to make. Default: all.")
  private DeltaChoice deltas = DeltaChoice.ALL;

  @Mixin private ClassesOption classes = new ClassesOption();

  @Option(
      names = "--folder",
      required = true,
      paramLabel = "DIR",
      description = "Where to build it; must not be there yet.")
  private Path folder = Path.of("");

  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      description = "What the release is called. Default: MODEL-VERSION.")
  private Optional<ReleaseId> release = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "elf|raw",
      description =
          "elf: a program for the device's CPU, whose header the device checks before it switches;"
              + " raw: anything else. Default: elf.")
  private ImageFormat format = ImageFormat.ELF;

  @Option(
      names = "--hardware",
      paramLabel = "REVISION",
      description = "A hardware revision that it is for. Repeat it. Default: all.")
  private List<String> hardware = List.of();

  @Option(
      names = "--follows",
      paramLabel = "VERSION",
      description = "A version that it may follow. Repeat it. Default: any.")
  private List<Version> follows = List.of();

  @Option(
      names = "--health-arg",
      paramLabel = "TEXT",
      description = "What the image is started with to see whether it works. Repeat it.")
  private List<String> healthArguments = List.of();

  @Option(
      names = "--health-expect",
      paramLabel = "TEXT",
      description = "What the first line of its output must be. Default: exit code 0 is enough.")
  private String healthExpect = "";

  @Option(
      names = "--health-timeout",
      paramLabel = "DURATION",
      description = "How long one start may take. Default: 10s.")
  private Duration healthTimeout = Duration.ofSeconds(10);

  @Option(
      names = "--trial",
      paramLabel = "DURATION",
      description = "How long the image must stay healthy before it is kept. Default: 30s.")
  private Duration trial = Duration.ofSeconds(30);

  @Option(
      names = "--created-at",
      paramLabel = "TIME",
      description =
          "Stands in the manifest, such as 2026-01-31T08:00:00Z; the same options give the same"
              + " bytes. Default: now.")
  private Optional<Instant> createdAt = Optional.empty();

  @Mixin private OutputOption output = new OutputOption();

  ReleaseBuild(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    BuildRequest request =
        new BuildRequest(
            release.orElseGet(this::named),
            version,
            counter,
            new Compatibility(model, hardware, follows),
            format,
            image,
            bases.stream().map(base -> new Base(Path.of(base.file()), base.version())).toList(),
            new Health(healthArguments, healthExpect, healthTimeout, trial),
            createdAt.orElseGet(session::now));
    BuildResult result = session.releases(deltas, classes.devices()).build(request, folder);
    if (result instanceof BuildResult.Built built) {
      session.print(
          output.text(
              built.manifest(),
              Manifest.CODEC,
              manifest -> ReleaseText.built(built, folder.toString())));
      return ExitCode.DONE;
    }
    throw new UsageTrouble(String.join("\n", ((BuildResult.Refused) result).faults()));
  }

  private ReleaseId named() {
    String name = (model + "-" + version).toLowerCase(Locale.ROOT).replace('+', '-');
    try {
      return ReleaseId.of(name);
    } catch (IllegalArgumentException e) {
      throw new UsageTrouble(
          "--release is needed: " + name + " is no name (" + e.getMessage() + ")");
    }
  }
}
