package dev.weir.builder.adapter.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.builder.pack.MixedEncoder;
import dev.weir.patcher.apply.MixedMemory;
import dev.weir.patcher.apply.MixedPatch;
import dev.weir.patcher.apply.Scratch;
import dev.weir.patcher.container.Piece;
import dev.weir.patcher.format.BadPayload;
import dev.weir.patcher.format.FrameHeader;
import dev.weir.patcher.format.MixedHeader;
import dev.weir.protocol.id.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.LZMAOutputStream;

class MixedDeltaCodecTest {
  @TempDir Path folder;

  @Test
  void decodesToTheImage() throws IOException {
    int number = 0;
    for (byte[][] pair : Mixed.pairs()) {
      byte[] delta = Mixed.delta(folder, pair[0], pair[1]);
      byte[] made = Mixed.decoded(delta, pair[0], pair[1].length);
      assertThat(Arrays.equals(made, pair[1])).as("pair " + number++).isTrue();
    }
  }

  @Test
  void givesTheSameBytesEachTime() {
    byte[] old = Firmware.linked(30, false);
    byte[] image = Firmware.linked(30, true);
    assertThat(Mixed.delta(folder, old, image)).isEqualTo(Mixed.delta(folder, old, image));
  }

  /**
   * Each call and pointer of the new image has another value; only the new functions cost bytes.
   */
  @Test
  void paysNothingForAddressesThatMoved() {
    byte[] old = Firmware.linked(400, false);
    byte[] image = Firmware.linked(400, true);
    int fresh = image.length - old.length;
    byte[] delta = Mixed.delta(folder, old, image);
    assertThat(delta.length - MixedHeader.SIZE).isBetween(fresh / 2, fresh + fresh / 4);
  }

  @Test
  void saysWhatItNeeds() throws IOException {
    byte[] old = Firmware.linked(20, false);
    byte[] image = Firmware.linked(20, true);
    byte[] delta = Mixed.delta(folder, old, image);
    MixedHeader header = MixedHeader.decoded(Arrays.copyOf(delta, MixedHeader.SIZE));
    assertThat(header.tableBits()).isEqualTo(Mixed.TABLE_BITS);
    assertThat(header.base()).isEqualTo(Digest.of(old));
    assertThat(header.image()).isEqualTo(Digest.of(image));
    long memory = MixedMemory.of(header);
    MixedPatch patch = new MixedPatch(new Mixed.Reads(old), Scratch.NONE, image.length, memory - 1);
    assertThatThrownBy(() -> patch.input(delta, 0, MixedHeader.SIZE))
        .isInstanceOf(BadPayload.class)
        .hasMessage(
            "payload at byte 5: decoding needs "
                + memory
                + " bytes of memory; may use "
                + (memory - 1));
  }

  @Test
  void refusesAnotherBaseOrImageBeforeItBegins() {
    byte[] old = Firmware.linked(20, false);
    byte[] image = Firmware.linked(20, true);
    byte[] delta = Mixed.delta(folder, old, image);
    assertThatThrownBy(() -> Mixed.decoded(delta, new byte[7], image.length))
        .hasMessage("payload at byte 8: is for a base of " + old.length + " bytes, not 7");
    assertThatThrownBy(() -> Mixed.decoded(delta, old, 7))
        .hasMessage("payload at byte 56: makes " + image.length + " bytes; the image has 7");
  }

  @Test
  void takesPiecesOfAnySize() throws IOException {
    byte[] old = Firmware.linked(40, false);
    byte[] image = Firmware.linked(40, true);
    byte[] delta = Mixed.delta(folder, old, image);
    SplittableRandom random = new SplittableRandom(4);
    for (int most : new int[] {1, 7, 600, 65536}) {
      MixedPatch patch =
          new MixedPatch(new Mixed.Reads(old), Scratch.NONE, image.length, 64L << 20);
      ByteArrayOutputStream made = new ByteArrayOutputStream();
      byte[] into = new byte[300];
      int fed = 0;
      while (!patch.ended()) {
        int length = Math.min(delta.length - fed, random.nextInt(1, most + 1));
        fed += patch.input(delta, fed, length);
        if (fed == delta.length) {
          patch.endInput();
        }
        for (int n = patch.output(into, 0, 300); n > 0; n = patch.output(into, 0, 300)) {
          made.write(into, 0, n);
        }
      }
      assertThat(Arrays.equals(made.toByteArray(), image)).as("pieces up to " + most).isTrue();
    }
  }

  /** A device pays for reading its flash: each part that a cover repeats is read about once. */
  @Test
  void readsTheBaseAboutOnce() throws IOException {
    byte[] old = Firmware.linked(400, false);
    byte[] image = Firmware.linked(400, true);
    byte[] delta = Mixed.delta(folder, old, image);
    Mixed.Reads reads = new Mixed.Reads(old);
    MixedPatch patch = new MixedPatch(reads, Scratch.NONE, image.length, 64L << 20);
    byte[] into = new byte[4096];
    int fed = 0;
    while (!patch.ended()) {
      fed += patch.input(delta, fed, delta.length - fed);
      if (fed == delta.length) {
        patch.endInput();
      }
      while (patch.output(into, 0, into.length) > 0) {
        // goes on
      }
    }
    assertThat(reads.bytesRead()).isLessThan(2L * old.length);
  }

  /** Found by fuzzing: pieces of nothing cost a delta next to nothing, and never end. */
  /** Between two pieces stands a field, which may be where the decoder's buffer ends. */
  @Test
  void decodesAThousandPieces() throws IOException {
    byte[] old = Packed.longZip(false);
    byte[] image = Packed.longZip(true);
    for (int tableBits : new int[] {Mixed.TABLE_BITS, MixedDeltaCodec.LZMA}) {
      byte[] delta = Mixed.delta(folder, tableBits, old, image);
      assertThat(Arrays.equals(Mixed.decoded(delta, old, image.length), image)).isTrue();
    }
  }

  @Test
  void refusesAFrameThatHoldsMoreThanTheImage() throws IOException {
    byte[] old = Firmware.linked(20, false);
    byte[] image = Firmware.linked(20, true);
    byte[] delta = Mixed.delta(folder, MixedDeltaCodec.LZMA, old, image);
    byte[] start = Arrays.copyOfRange(delta, MixedHeader.SIZE, MixedHeader.SIZE + FrameHeader.SIZE);
    FrameHeader frame = FrameHeader.decoded(start, 0);
    byte[] packed = Arrays.copyOfRange(delta, MixedHeader.SIZE + FrameHeader.SIZE, delta.length);
    byte[] held;
    try (LZMAInputStream in =
        new LZMAInputStream(
            new ByteArrayInputStream(packed),
            frame.unpacked(),
            (byte) frame.properties(),
            FrameHeader.DICTIONARY)) {
      held = in.readAllBytes();
    }
    ByteArrayOutputStream repacked = new ByteArrayOutputStream();
    LZMA2Options options = new LZMA2Options();
    options.setDictSize(FrameHeader.DICTIONARY);
    try (LZMAOutputStream out = new LZMAOutputStream(repacked, options, false)) {
      out.write(held);
      out.write(new byte[2000]);
    }
    FrameHeader longer =
        new FrameHeader(frame.properties(), repacked.size(), frame.unpacked() + 2000);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(delta, 0, MixedHeader.SIZE);
    whole.writeBytes(longer.encoded());
    whole.writeBytes(repacked.toByteArray());
    assertThatThrownBy(() -> Mixed.decoded(whole.toByteArray(), old, image.length))
        .isInstanceOfSatisfying(
            BadPayload.class,
            e -> {
              assertThat(e.rule()).contains("more bytes follow the image");
              assertThat(e.offset()).isBetween((long) MixedHeader.SIZE, (long) whole.size());
            });
  }

  @Test
  void refusesPiecesOfNothing() throws IOException {
    byte[] old = {1, 2, 3};
    List<Piece> nothing = Collections.nCopies(1000, Piece.raw(0));
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    MixedHeader header =
        new MixedHeader(Mixed.TABLE_BITS, 1, 2, 1, 3, Digest.of(old), 3, 3, Digest.of(old), 3);
    stream.writeBytes(header.encoded());
    MixedEncoder.mixing(stream, Mixed.TABLE_BITS, nothing, List.of()).end();
    byte[] delta = stream.toByteArray();
    assertThatThrownBy(() -> Mixed.decoded(delta, old, 3))
        .isInstanceOf(BadPayload.class)
        .hasMessageContaining("piece 1 of 0 bytes; must be one of 1048576 at most");
  }
}
