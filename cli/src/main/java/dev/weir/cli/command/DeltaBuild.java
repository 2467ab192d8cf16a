package dev.weir.cli.command;

import dev.weir.builder.codec.CodecName;
import dev.weir.builder.codec.Progress;
import dev.weir.builder.release.DeltaFacts;
import dev.weir.builder.release.Deltas;
import dev.weir.builder.release.ForeignDelta;
import dev.weir.cli.text.DeltaFactsText;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "build",
    description = "Makes a delta, and proves it by decoding it again.",
    footerHeading = "%nExample:%n",
    footer = "  weir delta build old.img new.img -o new.delta --memory 2M")
final class DeltaBuild implements Callable<Integer> {
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
  enum Codec {
    /** The smallest. */
    MIXED,
    /** Larger, decoded many times faster in less than 1 MiB. */
    LZMA,
    /** For others' programs. */
    GDIFF
  }

  private final Session session;

  @Parameters(index = "0", paramLabel = "OLD", description = "The image that devices have.")
  private Path base = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The image that they shall have.")
  private Path image = Path.of("");

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "Where to write it, over what is there.")
  private Path out = Path.of("");

  @Option(
      names = "--memory",
      paramLabel = "1M|2M|24M",
      description = {
        "What a decoder of mixed deltas may use: tables of 1 or 2 MiB and as much as 1 MiB",
        "besides, or 25 MiB in all. For no other codec. Default: 1M."
      })
  private Optional<Memory> memory = Optional.empty();

  @Option(
      names = "--codec",
      paramLabel = "mixed|lzma|gdiff",
      description = {
        "mixed is the smallest; lzma decodes many times faster in less than 1 MiB; gdiff, as XZ,",
        "is for other programs. Default: mixed."
      })
  private Codec codec = Codec.MIXED;

  DeltaBuild(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (memory.isPresent() && codec != Codec.MIXED) {
      throw new UsageTrouble(
          "--memory is for --codec mixed alone; decoders of "
              + codec.name().toLowerCase(Locale.ROOT)
              + " have one size: leave it out");
    }
    DeltaFiles.checkInput(base);
    DeltaFiles.checkInput(image);
    DeltaFiles.checkOutput(out, base, image);
    switch (codec) {
      case MIXED -> {
        Memory table = memory.orElse(Memory.M1);
        mixed(table.tableBits, session.progress().of("mixed-" + table.text + ": "));
      }
      case LZMA -> mixed(0, progress(PayloadCodec.MIXED_LZMA));
      case GDIFF ->
          ForeignDelta.build(session.gdiff(), base, image, out, progress(PayloadCodec.GDIFF_XZ));
    }
    session.print(DeltaFactsText.of(out.toString(), DeltaFacts.of(out).proven()));
    return ExitCode.DONE;
  }

  private void mixed(int tableBits, Progress progress) throws IOException {
    Deltas.build(session.delta(tableBits), base, image, out, progress);
  }

  private Progress progress(PayloadCodec made) {
    return session.progress().of(CodecName.of(made, 0) + ": ");
  }
}
