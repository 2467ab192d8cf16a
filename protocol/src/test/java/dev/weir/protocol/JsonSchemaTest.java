package dev.weir.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import dev.weir.protocol.wire.JsonSchemas;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a table writes is valid by its own schema, and what it refuses mostly is not. */
class JsonSchemaTest {
  private static final ValidatorFactory FACTORY =
      new ValidatorFactory().withJsonNodeFactory(new GsonNode.Factory());

  static Stream<Tables.Message<?>> messages() {
    return Tables.all().stream();
  }

  /** The schema with all that it refers to; closed, so that no written field is unknown to it. */
  private static String schema(Tables.Message<?> message) {
    JsonSchemas named = new JsonSchemas("#/$defs/");
    JsonObject whole = JsonParser.parseString(message.codec().schema(named)).getAsJsonObject();
    JsonObject definitions = new JsonObject();
    for (Map.Entry<String, String> rule : named.rules().entrySet()) {
      definitions.add(rule.getKey(), JsonParser.parseString(rule.getValue()));
    }
    close(definitions);
    whole.addProperty("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.add("$defs", definitions);
    return whole.toString();
  }

  private static void close(JsonElement element) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(JsonSchemaTest::close);
    } else if (element.isJsonObject()) {
      JsonObject object = element.getAsJsonObject();
      object.entrySet().forEach(entry -> close(entry.getValue()));
      if (object.has("properties") && object.has("type")) {
        object.addProperty("additionalProperties", false);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  <T> void whatIsWrittenIsValid(Tables.Message<T> message) {
    String schema = schema(message);
    for (T sample : Stream.of(Samples.full(message), Samples.minimal(message)).toList()) {
      String json = message.codec().toJson(sample);
      Validator.Result result = FACTORY.validate(schema, json);
      assertThat(result.isValid()).as(json + " " + result.getErrors()).isTrue();
    }
  }

  @Test
  void aMissingFieldAndAnUnknownOneAreNot() throws Exception {
    String schema = schema(Tables.message(dev.weir.protocol.message.Heartbeat.class));
    assertThat(FACTORY.validate(schema, "{}").isValid()).isFalse();
    assertThat(FACTORY.validate(schema, "{\"at\":\"2026-01-31T08:00:00Z\"}").isValid()).isTrue();
    assertThat(FACTORY.validate(schema, "{\"at\":\"2026-01-31T08:00:00Z\",\"other\":1}").isValid())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'at':5}",
        "{'at':'2026-01-31T08:00:00Z','phase':'LATER'}",
        "{'at':'2026-01-31T08:00:00Z','offset':-1}",
        "{'at':'2026-01-31T08:00:00Z','offset':'1'}",
      })
  void valuesOutsideTheirRangeAreNot(String json) throws Exception {
    String schema = schema(Tables.message(dev.weir.protocol.message.Heartbeat.class));
    assertThat(FACTORY.validate(schema, json.replace('\'', '"')).isValid()).isFalse();
  }
}
