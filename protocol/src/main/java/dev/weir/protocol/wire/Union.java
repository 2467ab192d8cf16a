package dev.weir.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One of several messages: a map with one entry, the alternative's tag (or name) and its table. */
public final class Union<T> implements Type<T> {
  private final String name;
  private final List<Case<? extends T>> cases;

  /** One alternative; its tag is never reused. */
  public record Case<C>(int tag, Class<C> type, Table<C> table) {}

  public Union(String name, List<Case<? extends T>> cases) {
    this.name = name;
    this.cases = List.copyOf(cases);
  }

  public String name() {
    return name;
  }

  public List<Case<? extends T>> cases() {
    return cases;
  }

  @Override
  public void write(JsonGenerator out, T value) throws IOException {
    for (Case<? extends T> candidate : cases) {
      if (candidate.type().isInstance(value)) {
        writeCase(out, candidate, value);
        return;
      }
    }
    throw new IllegalArgumentException(name + " has no case for " + value.getClass());
  }

  private static <C> void writeCase(JsonGenerator out, Case<C> chosen, Object value)
      throws IOException {
    out.writeStartObject(value, 1);
    if (Form.isBinary(out)) {
      out.writeFieldId(chosen.tag());
    } else {
      out.writeFieldName(chosen.table().name());
    }
    chosen.table().write(out, chosen.type().cast(value));
    out.writeEndObject();
  }

  @Override
  public T read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT || in.nextToken() != JsonToken.FIELD_NAME) {
      throw new Malformed(name, "must be a map with one entry");
    }
    String key = in.currentName();
    Case<? extends T> chosen =
        find(key, Form.isBinary(in))
            .orElseThrow(() -> new Malformed(name, "does not know the message " + brief(key)));
    in.nextToken();
    T value = chosen.table().read(in);
    if (in.nextToken() != JsonToken.END_OBJECT) {
      throw new Malformed(name, "must be a map with one entry");
    }
    return value;
  }

  private Optional<Case<? extends T>> find(String key, boolean binary) {
    return cases.stream()
        .filter(c -> (binary ? Integer.toString(c.tag()) : c.table().name()).equals(key))
        .findFirst();
  }

  private static String brief(String key) {
    return key.length() <= 32 ? key : key.substring(0, 32) + "...";
  }

  @Override
  public String cddl() {
    return name;
  }

  /** This union's rule in CDDL. */
  public String cddlRule() {
    return cases.stream()
        .map(c -> "{ " + c.tag() + ": " + c.table().name() + " }")
        .collect(Collectors.joining(" / ", name + " = ", "\n"));
  }

  @Override
  public String schema(JsonSchemas named) {
    return named.reference(
        name,
        () ->
            cases.stream()
                .map(c -> caseSchema(c.table(), named))
                .collect(Collectors.joining(",", "{\"oneOf\":[", "]}")));
  }

  private static String caseSchema(Table<?> table, JsonSchemas named) {
    return "{\"type\":\"object\",\"properties\":{\"%1$s\":%2$s},\"required\":[\"%1$s\"],\"maxProperties\":1}"
        .formatted(table.name(), table.schema(named));
  }
}
