package dev.weir.cli.command;

import dev.weir.builder.bench.BenchReport;
import dev.weir.builder.bench.Tier;
import dev.weir.builder.bench.drive.Bench;
import dev.weir.builder.codec.DeltaCodec;
import dev.weir.builder.release.Deltas;
import dev.weir.builder.release.ForeignDelta;
import dev.weir.builder.release.PatchFormat;
import dev.weir.cli.text.BenchText;
import dev.weir.patcher.apply.MixedMemory;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.protocol.id.Digest;
import dev.weir.protocol.text.Amounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
final class DeltaCommand {
  /** Table of a decoder, as the power of two of its slots of 4 bytes. */
  enum Memory {
    M1("1M", 18),
    M2("2M", 19),
    M24("24M", 21);

    private final String text;
    private final int tableBits;

    Memory(String text, int tableBits) {
      this.text = text;
      this.tableBits = tableBits;
    }

    static Memory parse(String text) {
      for (Memory memory : values()) {
        if (memory.text.equalsIgnoreCase(text)) {
          return memory;
        }
      }
      throw new IllegalArgumentException("must be 1M, 2M or 24M; found " + text);
    }
  }

  /** How a delta is written. */
  enum Format {
    /** The smallest. */
    MIXED,
    /** Larger, decoded many times faster in less than 1 MiB. */
    LZMA,
    /** For others' programs. */
    GDIFF;

    static Format parse(String text) {
      for (Format format : values()) {
        if (format.name().equalsIgnoreCase(text)) {
          return format;
        }
      }
      throw new IllegalArgumentException("must be mixed, lzma or gdiff; found " + text);
    }
  }

  private final Session session;

  DeltaCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "build",
      description = "Makes a delta, and proves it by decoding it again.",
      footerHeading = "%nExample:%n",
      footer = "  weir delta build old.img new.img -o new.delta --memory 2M")
  int build(
      @Parameters(paramLabel = "OLD", description = "The image that devices have.") Path base,
      @Parameters(paramLabel = "NEW", description = "The image that they shall have.") Path image,
      @Option(
              names = {"-o", "--out"},
              required = true,
              paramLabel = "FILE",
              description = "Where to write it, over what is there.")
          Path out,
      @Option(
              names = "--memory",
              defaultValue = "1M",
              paramLabel = "1M|2M|24M",
              description = {
                "What a decoder of mixed deltas may use: tables of 1 or 2 MiB and as much as 1 MiB",
                "besides, or 25 MiB in all. Default: 1M."
              })
          Memory memory,
      @Option(
              names = "--codec",
              defaultValue = "mixed",
              paramLabel = "mixed|lzma|gdiff",
              description = {
                "mixed is the smallest; lzma decodes many times faster in less than 1 MiB; gdiff is",
                "for other programs. Default: mixed."
              })
          Format format)
      throws IOException {
    DeltaFiles.checkInput(base);
    DeltaFiles.checkInput(image);
    DeltaFiles.checkOutput(out);
    if (format == Format.GDIFF) {
      session.print(
          described(ForeignDelta.build(session.gdiff(), base, image, out, session.progress())));
      return ExitCode.DONE;
    }
    DeltaCodec codec = session.delta(format == Format.LZMA ? 0 : memory.tableBits);
    session.print(described(out, Deltas.build(codec, base, image, out, session.progress())));
    return ExitCode.DONE;
  }

  @Command(
      name = "apply",
      description = {
        "Makes the new image of the old one and a delta: one of weir, a patch of bsdiff, a VCDIFF",
        "delta of xdelta3 -S none, or GDIFF, as it is or as XZ. Only those of weir know their base."
      },
      footerHeading = "%nExample:%n",
      footer = "  weir delta apply old.img new.delta -o new.img")
  int apply(
      @Parameters(paramLabel = "OLD", description = "The image that the delta is for.") Path base,
      @Parameters(paramLabel = "DELTA", description = "The delta.") Path delta,
      @Option(
              names = {"-o", "--out"},
              required = true,
              paramLabel = "FILE",
              description = "Where to write the image, over what is there.")
          Path out)
      throws IOException {
    DeltaFiles.checkInput(base);
    DeltaFiles.checkInput(delta);
    DeltaFiles.checkOutput(out);
    return DeltaFiles.naming(delta, () -> applied(base, delta, out));
  }

  private int applied(Path base, Path delta, Path out) throws IOException {
    PatchFormat format = PatchFormat.of(delta);
    if (format == PatchFormat.MIXED) {
      MixedHeader header = Deltas.apply(base, delta, out);
      session.print(made(out, header.imageBytes(), header.image()));
    } else {
      ForeignDelta foreign = ForeignDelta.read(delta, format);
      Digest image = foreign.apply(base, out);
      session.print(made(out, foreign.imageBytes(), image) + unchecked(format));
    }
    return ExitCode.DONE;
  }

  private static String made(Path out, long imageBytes, Digest image) {
    return out + ": " + Amounts.bytes(imageBytes) + ", digest " + image + "\n";
  }

  private static String unchecked(PatchFormat format) {
    return "A "
        + format
        + " names neither its base nor its image: nothing is checked but sizes, and checksums"
        + " where it has any.\n";
  }

  @Command(
      name = "inspect",
      description =
          "Says what a delta is for and what decoding it needs, by its header: whether the rest is"
              + " whole is seen when it is applied.",
      footerHeading = "%nExample:%n",
      footer = "  weir delta inspect new.delta")
  int inspect(@Parameters(paramLabel = "DELTA", description = "The delta.") Path delta)
      throws IOException {
    DeltaFiles.checkInput(delta);
    return DeltaFiles.naming(
        delta,
        () -> {
          PatchFormat format = PatchFormat.of(delta);
          session.print(
              format == PatchFormat.MIXED
                  ? described(delta, Deltas.inspect(delta))
                  : described(ForeignDelta.read(delta, format)));
          return ExitCode.DONE;
        });
  }

  @Command(
      name = "bench",
      description =
          "Takes the figures of each codec over pairs of images, FOLDER/NAME/old and"
              + " FOLDER/NAME/new, beside those of other tools. All that is made is decoded and"
              + " compared. docs/performance.md explains the figures.",
      footerHeading = "%nExample:%n",
      footer = "  weir delta bench pairs --memory 1M -o json")
  int bench(
      @Parameters(paramLabel = "FOLDER", description = "Holds a folder for each pair.") Path folder,
      @Option(
              names = "--memory",
              paramLabel = "1M|2M|24M|all",
              defaultValue = "all",
              description = "Only the codecs of this tier, beside others' formats. Default: all.")
          String memory,
      @Option(
              names = "--no-peers",
              description =
                  "Runs no other tools; sizes that are known of them for these very files are"
                      + " still shown.")
          boolean withoutPeers,
      @Option(
              names = "--agent",
              description = "Also decodes under the flags of an agent, in its heap of 10 MiB.")
          boolean asAgent,
      @Mixin OutputOption output)
      throws IOException {
    BenchReport report =
        session.bench(tier(memory)).run(folder, new Bench.Extent(!withoutPeers, asAgent));
    session.print(output.text(report, BenchReport.CODEC, BenchText::of));
    if (!report.isMemoryProven()) {
      session.complain("a decoder needs more memory than it declares; see HEAP");
      return ExitCode.UNMET;
    }
    return ExitCode.DONE;
  }

  private static Optional<Tier> tier(String memory) {
    try {
      return memory.equalsIgnoreCase("all") ? Optional.empty() : Optional.of(Tier.parse(memory));
    } catch (IllegalArgumentException e) {
      throw new UsageTrouble("--memory " + e.getMessage() + "; or all");
    }
  }

  private static String described(ForeignDelta delta) throws IOException {
    return sizes(delta.file(), delta.imageBytes())
        + ", "
        + delta.format()
        + "\nimage   "
        + Amounts.bytes(delta.imageBytes())
        + (delta.memory().isPresent()
            ? "\nmemory  " + Amounts.bytes(delta.memory().getAsLong()) + " to decode it"
            : "")
        + "\n"
        + unchecked(delta.format());
  }

  /** Instruction sets and containers. */
  private static String names(MixedHeader header) {
    return Stream.concat(
            header.instructionSets().stream().map(Enum::name),
            header.pieceKinds().stream().map(Enum::name))
        .map(name -> ", " + name.toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining());
  }

  private static String sizes(Path file, long imageBytes) throws IOException {
    long size = Files.size(file);
    return file
        + ": "
        + Amounts.bytes(size)
        + ", "
        + Amounts.percent(size, Math.max(1, imageBytes))
        + " of the image";
  }

  private static String described(Path file, MixedHeader header) throws IOException {
    long memory = MixedMemory.of(header);
    return sizes(file, header.imageBytes())
        + "\nbase    "
        + Amounts.bytes(header.baseBytes())
        + ", digest "
        + header.base()
        + "\nimage   "
        + Amounts.bytes(header.imageBytes())
        + ", digest "
        + header.image()
        + "\nmemory  "
        + Amounts.bytes(memory)
        + " to decode it, with up to "
        + header.mostCovers()
        + " covers"
        + (header.scratch() == 0
            ? ""
            : "\nscratch " + Amounts.bytes(header.scratch()) + ", what the base's containers hold")
        + "\nwritten "
        + (header.isLzma()
            ? "as differences, packed by LZMA (MIXED_LZMA)"
            : "as mixed predictions (MIXED)")
        + names(header)
        + "\n";
  }
}
