package dev.weir.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.message.Entries;
import dev.weir.protocol.message.Goodbye;
import dev.weir.protocol.message.Hello;
import dev.weir.protocol.message.Readings;
import dev.weir.protocol.message.Uplink;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.Malformed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
  static Stream<Tables.Message<?>> messages() {
    return Tables.all().stream();
  }

  @Test
  void everyMessageIsFound() {
    assertThat(Tables.all()).hasSizeGreaterThan(55);
    assertThat(Tables.all().stream().map(Object::toString)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("messages")
  <T> void aFullMessageComesBackFromBothForms(Tables.Message<T> message) throws Malformed {
    assertComesBack(message.codec(), Samples.full(message));
  }

  @ParameterizedTest
  @MethodSource("messages")
  <T> void aMinimalMessageComesBackFromBothForms(Tables.Message<T> message) throws Malformed {
    assertComesBack(message.codec(), Samples.minimal(message));
  }

  @ParameterizedTest
  @MethodSource("messages")
  <T> void aFallbackIsNotWritten(Tables.Message<T> message) {
    T minimal = Samples.minimal(message);
    String json = message.codec().toJson(minimal);
    for (Field<T, ?> field : message.table().fields()) {
      if (!field.isRequired() && field.getter().apply(minimal).equals(field.fallback())) {
        assertThat(json).doesNotContain("{\"" + field.name() + "\":");
      }
    }
  }

  @Test
  void everyUplinkComesBackInItsUnion() throws Exception {
    for (Class<? extends Uplink> type :
        List.of(Hello.class, Entries.class, Goodbye.class, Readings.class)) {
      Uplink message = Samples.full(Tables.message(type));
      assertComesBack(Tables.uplink(), message);
      assertThat(message.stream()).isNegative();
    }
  }

  private static <T> void assertComesBack(Codec<T> codec, T message) throws Malformed {
    assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
    assertThat(codec.fromJson(codec.toJson(message))).isEqualTo(message);
  }
}
