package dev.weir.builder.adapter.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.patcher.apply.DecodedImage;
import dev.weir.patcher.apply.ImageDecoder;
import dev.weir.patcher.apply.MixedMemory;
import dev.weir.patcher.apply.Scratch;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.protocol.manifest.PayloadCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decoder that is saved, killed and put back goes on as if nothing had been. */
class CheckpointTest {
  private static final long MEMORY = 64L << 20;

  @TempDir Path folder;

  /** What a killed decoder leaves behind. */
  private static final class Left {
    private final byte[] made;
    private final byte[] saved;

    Left(byte[] made, byte[] saved) {
      this.made = made;
      this.saved = saved;
    }
  }

  @Test
  void goesOnAtEveryPlaceWhereItCanBeSaved() throws IOException {
    byte[][] linked = {Firmware.linked(60, false), Firmware.linked(60, true)};
    List<byte[][]> pairs =
        List.of(
            linked,
            new byte[][] {Packed.zip(false), Packed.zip(true)},
            new byte[][] {Packed.hex(1), Packed.hex(2)});
    for (int tableBits : new int[] {Mixed.TABLE_BITS, MixedDeltaCodec.LZMA}) {
      for (byte[][] pair : pairs) {
        byte[] delta = Mixed.delta(folder, tableBits, pair[0], pair[1]);
        int places = 0;
        int step = 1 + pair[1].length / 150;
        for (int stop = 1; stop < pair[1].length; stop += step) {
          places += isSavedAndGoesOn(delta, pair, stop) ? 1 : 0;
        }
        assertThat(places).as("places to save at").isGreaterThan(2);
      }
    }
  }

  private static boolean isSavedAndGoesOn(byte[] delta, byte[][] pair, int stop)
      throws IOException {
    Scratch scratch = new Mixed.Memory();
    Left left = killed(delta, pair, scratch, stop);
    if (left.saved.length == 0) {
      return false;
    }
    try (DecodedImage image =
        ImageDecoder.resume(
            from -> new ByteArrayInputStream(delta, (int) from, delta.length - (int) from),
            new Mixed.Reads(pair[0]),
            scratch,
            pair[1].length,
            MEMORY,
            new ByteArrayInputStream(left.saved))) {
      assertThat(image.made()).isEqualTo(left.made.length);
      byte[] rest = image.readAllBytes();
      byte[] whole = Arrays.copyOf(left.made, left.made.length + rest.length);
      System.arraycopy(rest, 0, whole, left.made.length, rest.length);
      assertThat(Arrays.equals(whole, pair[1])).as("saved after " + stop + " bytes").isTrue();
    }
    return true;
  }

  private static Left killed(byte[] delta, byte[][] pair, Scratch scratch, int stop)
      throws IOException {
    try (DecodedImage image =
        ImageDecoder.open(
            PayloadCodec.MIXED,
            from -> new ByteArrayInputStream(delta, (int) from, delta.length - (int) from),
            new Mixed.Reads(pair[0]),
            scratch,
            pair[1].length,
            MEMORY)) {
      byte[] made = image.readNBytes(stop);
      ByteArrayOutputStream saved = new ByteArrayOutputStream();
      if (image.canSave()) {
        image.save(saved);
        assertThat(image.made()).isEqualTo(stop);
      }
      return new Left(made, saved.toByteArray());
    }
  }

  /** What is written to flash is the decoder's memory, and no more. */
  @Test
  void isAboutAsLargeAsTheDecodersMemory() throws IOException {
    byte[][] pair = {Firmware.linked(60, false), Firmware.linked(60, true)};
    byte[] delta = Mixed.delta(folder, pair[0], pair[1]);
    MixedHeader header = MixedHeader.decoded(Arrays.copyOf(delta, MixedHeader.SIZE));
    byte[] saved = killed(delta, pair, new Mixed.Memory(), 1000).saved;
    assertThat((long) saved.length)
        .isGreaterThan(4L << header.tableBits())
        .isLessThan(MixedMemory.of(header));
  }

  @Test
  void refusesWhatIsCutOffOrOfAnotherPair() throws IOException {
    byte[][] pair = {Firmware.linked(60, false), Firmware.linked(60, true)};
    byte[] delta = Mixed.delta(folder, pair[0], pair[1]);
    byte[] saved = killed(delta, pair, new Mixed.Memory(), 1000).saved;
    assertThatThrownBy(() -> resumed(delta, pair[0], Arrays.copyOf(saved, 5000)))
        .hasMessageContaining("ends early");
    assertThatThrownBy(() -> resumed(delta, new byte[3], saved))
        .hasMessageContaining("is for a base of");
  }

  private static void resumed(byte[] delta, byte[] old, byte[] saved) throws IOException {
    ImageDecoder.resume(
            from -> new ByteArrayInputStream(delta, (int) from, delta.length - (int) from),
            new Mixed.Reads(old),
            Scratch.NONE,
            Firmware.linked(60, true).length,
            MEMORY,
            new ByteArrayInputStream(saved))
        .close();
  }
}
