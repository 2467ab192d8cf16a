package dev.weir.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.weir.protocol.message.Entries;
import dev.weir.protocol.message.Goodbye;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Malformed;
import dev.weir.protocol.wire.Types;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages with one defect each: every one is refused with its place and the rule it breaks. */
class MalformedTest {
  static Stream<Tables.Message<?>> messages() {
    return Tables.all().stream();
  }

  /** Writes the message by hand, with the generator's help. */
  private interface Body<T> {
    void write(JsonGenerator out, Field<T, ?> field, T value) throws IOException;
  }

  private interface Value {
    void write(JsonGenerator out) throws IOException;
  }

  private static final Value EMPTY_MAP =
      out -> {
        out.writeStartObject();
        out.writeEndObject();
      };

  /** No field is of any of these types. */
  private static final Value FRACTION = out -> out.writeNumber(1.5);

  private static final List<Value> WRONG =
      List.of(JsonGenerator::writeNull, FRACTION, out -> out.writeNumber(Double.NaN), EMPTY_MAP);

  private static <T> Bytes cbor(Tables.Message<T> message, T value, Body<T> body)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = new CBORFactory().createGenerator(bytes)) {
      out.writeStartObject();
      for (Field<T, ?> field : message.table().fields()) {
        body.write(out, field, value);
      }
      out.writeEndObject();
    }
    return Bytes.wrap(bytes.toByteArray());
  }

  private static <T, V> void write(JsonGenerator out, Field<T, V> field, T value)
      throws IOException {
    V held = field.getter().apply(value);
    if (field.isRequired() || !held.equals(field.fallback())) {
      out.writeFieldId(field.key());
      field.type().write(out, held);
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  <T> void aMissingFieldIsNamed(Tables.Message<T> message) throws IOException {
    T full = Samples.full(message);
    for (Field<T, ?> missing : message.table().fields()) {
      if (missing.isRequired()) {
        Bytes encoded =
            cbor(
                message,
                full,
                (out, field, value) -> {
                  if (field.key() != missing.key()) {
                    write(out, field, value);
                  }
                });
        assertMalformed(message.codec(), encoded, message + "." + missing.name() + ": is missing");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  <T> void aRepeatedFieldIsNamed(Tables.Message<T> message) throws IOException {
    T full = Samples.full(message);
    for (Field<T, ?> repeated : message.table().fields()) {
      if (isWritten(repeated, full)) {
        Bytes encoded =
            cbor(
                message,
                full,
                (out, field, value) -> {
                  write(out, field, value);
                  if (field.key() == repeated.key()) {
                    write(out, field, value);
                  }
                });
        assertMalformed(
            message.codec(), encoded, message + "." + repeated.name() + ": stands there twice");
      }
    }
  }

  private static <T> boolean isWritten(Field<T, ?> field, T value) {
    return field.isRequired() || !field.getter().apply(value).equals(field.fallback());
  }

  @ParameterizedTest
  @MethodSource("messages")
  <T> void aValueOfAnotherTypeIsNamed(Tables.Message<T> message) throws IOException {
    T full = Samples.full(message);
    for (Field<T, ?> wrong : message.table().fields()) {
      for (Value instead : WRONG) {
        if ((instead == EMPTY_MAP && isMessage(wrong))
            || (instead == FRACTION && wrong.type() == Types.REAL)) {
          continue;
        }
        Bytes encoded =
            cbor(
                message,
                full,
                (out, field, value) -> {
                  if (field.key() == wrong.key()) {
                    out.writeFieldId(field.key());
                    instead.write(out);
                  } else {
                    write(out, field, value);
                  }
                });
        String place = isMessage(wrong) ? wrong.type().cddl() : wrong.name();
        assertMalformed(message.codec(), encoded, message + "." + place + ": ");
      }
    }
  }

  private static boolean isMessage(Field<?, ?> field) {
    return Tables.all().stream().anyMatch(m -> m.table().cddl().equals(field.type().cddl()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  <T> void anUnknownFieldIsSkipped(Tables.Message<T> message) throws IOException {
    T full = Samples.full(message);
    Bytes encoded =
        cbor(
            message,
            full,
            (out, field, value) -> {
              out.writeFieldId(7_000 + field.key());
              out.writeStartArray();
              out.writeStartObject();
              out.writeStringField("new", "field");
              out.writeEndObject();
              out.writeEndArray();
              write(out, field, value);
            });
    assertThat(message.codec().decode(encoded)).isEqualTo(full);
    String json = message.codec().toJson(full);
    String newer = "{\"fromTheFuture\":[{\"a\":null}]" + (json.equals("{}") ? "" : ",");
    assertThat(message.codec().fromJson(newer + json.substring(1))).isEqualTo(full);
  }

  @ParameterizedTest
  @MethodSource("messages")
  <T> void aMessageCutAnywhereIsRefused(Tables.Message<T> message) throws IOException {
    T full = Samples.full(message);
    byte[] encoded = message.codec().encode(full).toArray();
    for (int length = 0; length < encoded.length; length++) {
      assertMalformed(message.codec(), Bytes.of(encoded, 0, length), message + "");
    }
    String json = message.codec().toJson(full);
    for (int length = 0; length < json.length(); length++) {
      assertCutJsonIsRefused(message.codec(), json.substring(0, length));
    }
  }

  private static void assertCutJsonIsRefused(Codec<?> codec, String cut) {
    try {
      codec.fromJson(cut);
    } catch (Malformed e) {
      return;
    }
    throw new AssertionError("taken in: " + cut);
  }

  @ParameterizedTest
  @MethodSource("messages")
  <T> void trailingBytesAreRefused(Tables.Message<T> message) {
    byte[] encoded = message.codec().encode(Samples.full(message)).toArray();
    byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
    assertMalformed(message.codec(), Bytes.wrap(longer), message + ": is followed by more bytes");
  }

  @ParameterizedTest
  @MethodSource("messages")
  <T> void oneByteOverTheLimitIsRefusedUnread(Tables.Message<T> message) {
    Bytes encoded = message.codec().encode(Samples.full(message));
    Codec<T> tight = Codec.of(message.table(), encoded.size() - 1);
    assertMalformed(
        tight,
        encoded,
        message + ": must be at most " + (encoded.size() - 1) + " bytes; has " + encoded.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing                      |                       | goodbye: is empty",
        "a number for a map           | 01                    | goodbye: must be a map",
        "a list for a map             | 80                    | goodbye: must be a map",
        "an integer of 65 bits        | a101c249010000000000000000 | goodbye.stream: must fit into 64 bits",
        "an unsigned one of 64 bits   | a1011bffffffffffffffff | goodbye.stream: must fit into 64 bits",
        "a negative one below 64 bits | a1013bffffffffffffffff | goodbye.stream: must fit into 64 bits",
        "a text for a number          | a1016131              | goodbye.stream: must be a whole number",
        "bytes for a text             | a201010241aa          | goodbye.reason: must be text",
        "a text that is not UTF-8     | a2010102 62c328       | goodbye: can't be parsed",
        "a lone surrogate             | a201010263edb180      | goodbye.reason: must be well-formed text",
        "a text of 2^31-1 bytes       | a20101027a7fffffff61  | goodbye: can't be parsed",
        "a text of 2^63-1 bytes       | a20101027b7fffffffffffffff61 | goodbye: can't be parsed",
        "unknown bytes of 2^31-1      | a10a5a7fffffff        | goodbye: can't be parsed",
        "a map of 2^63-1 entries      | bb7fffffffffffffff0101 | goodbye: can't be parsed",
        "an unknown list of 2^31-1    | a10a9a7fffffff        | goodbye: can't be parsed",
        "a map without its end        | bf0101                | goodbye: can't be parsed",
        "a break where a value stands | a101ff                | goodbye: can't be parsed",
        "a reserved head              | a1011c                | goodbye: can't be parsed",
        "a map as a key               | a1a001                | goodbye: can't be parsed",
        "17 lists in an unknown field | a10a818181818181818181818181818181818100 | goodbye: can't be parsed",
      })
  void hostileEncodingsAreRefusedWithPlaceAndRule(String defect, String hex, String complaint) {
    byte[] encoded = HexFormat.of().parseHex(hex == null ? "" : hex.replace(" ", ""));
    assertMalformed(Codec.of(Goodbye.TABLE, Limits.DEVICE_MESSAGE), Bytes.wrap(encoded), complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a0       | uplink: must be a map with one entry",
        "80       | uplink: must be a map with one entry",
        "a109a0   | uplink: does not know the message 9",
        "a20301   | goodbye: must be a map",
        "a203a1010103a10101 | uplink: must be a map with one entry",
      })
  void anUplinkIsOneKnownMessage(String hex, String complaint) {
    assertMalformed(Tables.uplink(), Bytes.wrap(HexFormat.of().parseHex(hex)), complaint);
  }

  @Test
  void aListAboveItsLimitIsRefusedAtTheFirstElementTooMany() throws Exception {
    String entry = "{\"sequence\":1,\"kind\":\"REPORT\",\"body\":\"AA==\"}";
    String json =
        "{\"stream\":1,\"entries\":["
            + (entry + ",").repeat(Limits.ENTRIES)
            + "{\"this\":\"is not even read\"}]}";
    assertThatThrownBy(() -> Tables.message(Entries.class).codec().fromJson(json))
        .isInstanceOf(Malformed.class)
        .hasMessage("entries.entries: must have at most 32 elements");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'at':'yesterday'}                  | heartbeat.at: must be a time such as",
        "{'at':'+1000000-12-31T23:59:59Z'}   | heartbeat.at: must be from 1970",
        "{'at':'1969-12-31T23:59:59Z'}       | heartbeat.at: must be from 1970",
        "{'at':'2026-01-31T08:00:00Z','phase':'LATER'} | heartbeat.phase: must be one of OFFERED",
        "{'at':'2026-01-31T08:00:00Z','offset':-1}     | heartbeat.offset: must be from 0",
        "{'at':'2026-01-31T08:00:00Z','offset':1.0}    | heartbeat.offset: must be a whole number",
        "{'at':'2026-01-31T08:00:00Z','offset':9223372036854775808} | heartbeat.offset: must fit",
      })
  void valuesOutsideTheirRangeAreNamedInJson(String json, String complaint) throws Exception {
    var codec = Tables.message(dev.weir.protocol.message.Heartbeat.class).codec();
    assertThatThrownBy(() -> codec.fromJson(json.replace('\'', '"')))
        .isInstanceOf(Malformed.class)
        .hasMessageStartingWith(complaint);
  }

  @Test
  void aNumberOfAMillionDigitsIsRefusedAtOnce() throws Exception {
    String json = "{\"stream\":" + "9".repeat(1_000_000) + "}";
    assertThatThrownBy(() -> Tables.message(Goodbye.class).codec().fromJson(json))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void aTimeKeepsWholeMillisecondsInBothForms() throws Exception {
    var codec = Tables.message(dev.weir.protocol.message.Heartbeat.class).codec();
    var fine = codec.fromJson("{\"at\":\"2026-01-31T08:00:00.123456789Z\"}");
    assertThat(codec.decode(codec.encode(fine))).isEqualTo(fine);
  }

  @Test
  void aRepeatedLabelIsRefused() throws Exception {
    var message = Tables.message(dev.weir.protocol.message.DeviceOwned.class);
    String json = message.codec().toJson(Samples.full(message));
    String twice = json.replaceFirst("\"lab=no\"", "\"lab=no\",\"lab=yes\"");
    assertThatThrownBy(() -> message.codec().fromJson(twice))
        .hasMessage("device-owned.labels: label \"lab\" stands there twice");
  }

  @Test
  void aRefusalHasNoStackTraceToFill() {
    assertThat(new Malformed("a.b", "is wrong").getStackTrace()).isEmpty();
  }

  private static void assertMalformed(Codec<?> codec, Bytes encoded, String complaint) {
    try {
      codec.decode(encoded);
    } catch (Malformed e) {
      assertThat(e.getMessage()).contains(complaint);
      return;
    }
    throw new AssertionError("taken in: " + HexFormat.of().formatHex(encoded.toArray()));
  }
}
