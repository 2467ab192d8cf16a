package dev.weir.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bytes of messages, changed by chance: each is read, or refused with {@link Malformed}. */
class FuzzTest {
  private static final int CASES = 10_000;
  private static final byte[] HOSTILE = {
    0x00,
    0x1b,
    0x3b,
    0x5b,
    0x5f,
    0x7b,
    0x7f,
    (byte) 0x9b,
    (byte) 0x9f,
    (byte) 0xbf,
    (byte) 0xc2,
    (byte) 0xd9,
    (byte) 0xf6,
    (byte) 0xfb,
    (byte) 0xff,
    '"',
    '{',
    '}',
    '[',
    ',',
    '\\',
    '9',
    '-'
  };

  @Test
  void changedMessagesAreReadOrRefused() {
    SplittableRandom chance = new SplittableRandom(20_260_131);
    List<Tables.Message<?>> messages = Tables.all();
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      refused += tryOne(messages.get(chance.nextInt(messages.size())), chance) ? 1 : 0;
    }
    assertThat(refused).isBetween(CASES / 4, 2 * CASES);
  }

  private static <T> boolean tryOne(Tables.Message<T> message, SplittableRandom chance) {
    T sample = chance.nextBoolean() ? Samples.full(message) : Samples.minimal(message);
    byte[] binary = changed(message.codec().encode(sample).toArray(), chance);
    byte[] text = message.codec().toJson(sample).getBytes(StandardCharsets.UTF_8);
    String json = new String(changed(text, chance), StandardCharsets.ISO_8859_1);
    boolean refusesBinary = refuses(message.codec(), Bytes.wrap(binary));
    return refusesJson(message.codec(), json) || refusesBinary;
  }

  private static byte[] changed(byte[] bytes, SplittableRandom chance) {
    for (int i = 1 + chance.nextInt(4); i > 0 && bytes.length > 0; i--) {
      int at = chance.nextInt(bytes.length);
      switch (chance.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << chance.nextInt(8));
        case 1 -> bytes[at] = (byte) chance.nextInt(256);
        case 2 -> bytes[at] = HOSTILE[chance.nextInt(HOSTILE.length)];
        default -> bytes = Bytes.of(bytes, 0, at).toArray();
      }
    }
    return bytes;
  }

  /** What is read can be written and read again as itself; anything but Malformed escapes. */
  private static <T> boolean refuses(Codec<T> codec, Bytes encoded) {
    try {
      T value = codec.decode(encoded);
      assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
      return false;
    } catch (Malformed e) {
      assertThat(e.getMessage()).hasSizeLessThan(1000).contains(": ");
      return true;
    }
  }

  private static <T> boolean refusesJson(Codec<T> codec, String json) {
    try {
      T value = codec.fromJson(json);
      assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
      return false;
    } catch (Malformed e) {
      assertThat(e.getMessage()).hasSizeLessThan(1000).contains(": ");
      return true;
    }
  }
}
