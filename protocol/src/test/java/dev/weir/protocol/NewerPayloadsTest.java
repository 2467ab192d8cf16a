package dev.weir.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Payloads in codecs that came later are left out of a manifest; nothing else is forgiven. */
class NewerPayloadsTest {
  /** Codec 99, another field that is newer too, and neither digests nor sizes as today's have. */
  private static final String NEWER = "a5 01 1863 02 05 03 80 05 a101 a2018002f6 08 81f6";

  private final Manifest manifest;
  private final String known;

  NewerPayloadsTest() throws ReflectiveOperationException {
    Manifest m = Samples.full(Tables.message(Manifest.class));
    Payload payload = m.payloads().get(0);
    known = hex(Codec.of(Payload.TABLE, Limits.MANIFEST).encode(payload));
    manifest =
        new Manifest(
            m.release(),
            m.version(),
            m.counter(),
            m.createdAt(),
            m.compatibility(),
            m.format(),
            m.image(),
            m.imageBytes(),
            List.of(payload),
            m.health());
  }

  private static String hex(Bytes bytes) {
    return HexFormat.of().formatHex(bytes.toArray());
  }

  private Manifest decoded(String... payloads) throws Malformed {
    String ours = hex(Manifest.CODEC.encode(manifest));
    String before = list(known);
    assertThat(ours).contains(before);
    String changed = ours.replace(before, list(payloads));
    return Manifest.CODEC.decode(Bytes.wrap(HexFormat.of().parseHex(changed)));
  }

  private static String list(String... payloads) {
    return String.format("09%02x", 0x80 + payloads.length)
        + Stream.of(payloads).map(p -> p.replace(" ", "")).collect(Collectors.joining());
  }

  @Test
  void theyAreLeftOutWhereverTheyStand() throws Malformed {
    assertThat(decoded(NEWER, known)).isEqualTo(manifest);
    assertThat(decoded(known, NEWER)).isEqualTo(manifest);
    assertThat(decoded(NEWER, NEWER, known, NEWER)).isEqualTo(manifest);
  }

  @Test
  void inJsonToo() throws Malformed {
    String json = Manifest.CODEC.toJson(manifest);
    String newer = "\"payloads\":[{\"size\":-5,\"codec\":\"LATER\",\"x\":[{}]},";
    String changed = json.replace("\"payloads\":[", newer);
    assertThat(changed).contains("LATER");
    assertThat(Manifest.CODEC.fromJson(changed)).isEqualTo(manifest);
  }

  @Test
  void aManifestOfNothingElseIsRefused() {
    assertThatThrownBy(() -> decoded(NEWER, NEWER))
        .isInstanceOf(Malformed.class)
        .hasMessage("manifest: payloads must have at least one whose codec is known here");
  }

  @Test
  void anyOtherFaultOfAPayloadIsRefused() {
    assertThatThrownBy(() -> decoded("a1 01 01", known))
        .isInstanceOf(Malformed.class)
        .hasMessageStartingWith("manifest.payload.digest: is missing");
    assertThatThrownBy(() -> decoded("a1 01 6163", known))
        .isInstanceOf(Malformed.class)
        .hasMessage("manifest.payload.codec: must be a whole number");
    assertThatThrownBy(() -> decoded("05", known))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("must be a map");
  }

  @Test
  void theyCountForTheLimit() {
    String[] many = new String[Limits.PAYLOADS + 1];
    java.util.Arrays.fill(many, NEWER);
    assertThatThrownBy(() -> decoded(many))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("must have at most 16 elements");
  }

  @Test
  void anotherListIsNotForgiven() {
    assertThatThrownBy(
            () ->
                dev.weir.protocol.api.RolloutSpec.CODEC.fromJson(
                    "{\"abort\":[{\"failure\":\"LATER\",\"millionths\":1,\"leastSample\":1}]}"))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("failure: must be one of");
  }
}
