package dev.weir.cli.command;

import dev.weir.builder.choice.Chooser;
import dev.weir.builder.choice.Circumstances;
import dev.weir.builder.choice.Offer;
import dev.weir.builder.release.ReleaseFolder;
import dev.weir.cli.file.ClassFiles;
import dev.weir.cli.text.ChoiceText;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "choose",
    description = {
      "Says which of a release's payloads is the cheapest for whom: for each class of devices on each"
          + " of its links, from each image that a delta starts from. Costs are the file's."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  weir delta choose classes.yaml --release out-1.2 --release out-1.1 --why",
      "",
      "where classes.yaml has, with prices in millionths of one unit of money:",
      "",
      "  kind: DeviceClasses",
      "  prices: {cpuSecond: 20, flashMegabyte: 100, hour: 0}",
      "  links:",
      "    - {name: cellular, bytesPerSecond: 50000, megabyte: 200000}",
      "  classes:",
      "    - {name: sensor, links: [cellular], memory: 2500000, step: 2m,",
      "       speeds: {XZ: 10000000, GDIFF_XZ: 10000000, MIXED: 500000, MIXED_LZMA: 5000000}}"
    })
final class DeltaChoose implements Callable<Integer> {
  /** Of one run. Each may have sixteen payloads. */
  private static final int MOST_RELEASES = 8;

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "Prices, links and classes of devices, in YAML.")
  private Path file = Path.of("");

  @Option(
      names = "--release",
      required = true,
      paramLabel = "FOLDER",
      description = {
        "A folder that \"weir release build\" made. The first one is what devices shall have;"
            + " through the others they may come to it."
      })
  private List<Path> folders = List.of();

  @Option(names = "--why", description = "Show every route and its costs, term by term.")
  private boolean why;

  DeltaChoose(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (folders.size() > MOST_RELEASES) {
      throw new UsageTrouble("give at most " + MOST_RELEASES + " releases");
    }
    List<Circumstances> devices =
        RolloutFileOption.good(file, ClassFiles.read(RolloutFileOption.content(file)));
    List<Offer> offers = new ArrayList<>();
    Map<Digest, Version> versions = new HashMap<>();
    Manifest wanted = new ReleaseFolder(folders.get(0)).manifest();
    for (Path folder : folders) {
      Manifest manifest = new ReleaseFolder(folder).manifest();
      if (!manifest.compatibility().model().equals(wanted.compatibility().model())) {
        throw new UsageTrouble(folder + ": is for another model than " + folders.get(0));
      }
      offers.addAll(Offer.of(manifest));
      versions.put(manifest.image(), manifest.version());
    }
    List<ChoiceText.Asked> asked = new ArrayList<>();
    for (Circumstances one : devices) {
      for (Optional<Digest> from : starts(offers, wanted.image())) {
        asked.add(
            new ChoiceText.Asked(one, from, Chooser.choose(one, offers, from, wanted.image())));
      }
    }
    ChoiceText text = new ChoiceText(versions);
    session.print(why ? text.why(asked) : text.chosen(asked));
    return ExitCode.DONE;
  }

  /** Every image that a delta starts from, and one that none does. */
  private static List<Optional<Digest>> starts(List<Offer> offers, Digest wanted) {
    return Stream.concat(
            offers.stream()
                .map(Offer::base)
                .filter(base -> base.isPresent() && !base.get().equals(wanted)),
            Stream.of(Optional.<Digest>empty()))
        .distinct()
        .toList();
  }
}
