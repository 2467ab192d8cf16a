package dev.weir.trust.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.manifest.Compatibility;
import dev.weir.protocol.manifest.Health;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.Payload;
import dev.weir.protocol.message.FailureClass;
import dev.weir.protocol.message.Signature;
import dev.weir.protocol.message.Signed;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Table;
import dev.weir.trust.signature.StatementKind;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each value of a signed manifest changed in turn, with the goal naming the changed bytes. */
class FlippedManifestTest {
  private static final Bytes STATEMENT = Manifest.CODEC.encode(Sample.manifest());
  private static final Signature SIGNATURE = Sample.SIGNER.sign(StatementKind.MANIFEST, STATEMENT);

  private static Bytes sealed(Bytes statement, Signature signature) {
    return Signed.CODEC.encode(new Signed(statement, List.of(signature)));
  }

  static List<String> everyValue() throws IOException {
    return Leaves.paths(STATEMENT);
  }

  @Test
  void theSampleIsAcceptedAsItIs() {
    assertThat(Sample.accept(sealed(STATEMENT, SIGNATURE), Sample.FACTS))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @MethodSource("everyValue")
  void aManifestWithAnyValueChangedIsRefused(String path) throws IOException {
    Bytes changed = Leaves.changed(STATEMENT, path);

    assertThat(changed).isNotEqualTo(STATEMENT);
    assertRefused(sealed(changed, SIGNATURE));
  }

  @Test
  void theSampleHasAValueInEachFieldOfTheTablesSoThatANewFieldIsChangedToo() throws IOException {
    List<String> paths = everyValue();

    Stream.of(
            fields("/", Manifest.TABLE),
            fields("/5/", Compatibility.TABLE),
            fields("/9/1/", Payload.TABLE),
            fields("/10/", Health.TABLE))
        .flatMap(prefixes -> prefixes)
        .forEach(
            prefix ->
                assertThat(paths)
                    .as("a value in the sample at or below %s", prefix)
                    .anyMatch(path -> path.equals(prefix) || path.startsWith(prefix + "/")));
  }

  private static Stream<String> fields(String at, Table<?> table) {
    return table.fields().stream().map(Field::key).map(key -> at + key);
  }

  @Test
  void aSignatureWithAnyBitFlippedIsRefused() {
    for (int bit = 0; bit < 8 * SIGNATURE.value().size(); bit++) {
      byte[] value = SIGNATURE.value().toArray();
      value[bit / 8] ^= (byte) (1 << (bit % 8));
      assertRefused(sealed(STATEMENT, new Signature(SIGNATURE.key(), Bytes.wrap(value))));
    }
  }

  @Test
  void aReportsSignatureDoesNotServeAManifest() {
    assertRefused(sealed(STATEMENT, Sample.SIGNER.sign(StatementKind.REPORT, STATEMENT)));
  }

  private static void assertRefused(Bytes signed) {
    assertThat(Sample.accept(signed, Sample.FACTS))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> assertThat(refused.failure()).isEqualTo(FailureClass.BAD_SIGNATURE));
    assertThat(Manifests.verify(signed, Sample.TRUSTED.releaseKeys()))
        .isInstanceOf(Manifests.Refused.class);
  }
}
