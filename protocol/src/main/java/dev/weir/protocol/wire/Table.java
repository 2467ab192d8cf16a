package dev.weir.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message's field table. It drives the CBOR codec, the JSON twin, the CDDL and the JSON Schema,
 * so that the four can't differ. Unknown fields are skipped: they come from a newer peer. Source:
 * docs/protocol.md, section 2.
 */
public final class Table<T> implements Type<T> {
  private final String name;
  private final List<Field<T, ?>> fields;
  private final Function<Table<T>.Row, T> make;
  private final Map<String, Integer> byName = new HashMap<>();
  private final int[] byKey;

  public Table(String name, List<Field<T, ?>> fields, Function<Table<T>.Row, T> make) {
    this.name = name;
    this.fields = List.copyOf(fields);
    this.make = make;
    this.byKey = new int[1 + fields.stream().mapToInt(Field::key).max().orElse(0)];
    for (int i = 0; i < fields.size(); i++) {
      Field<T, ?> field = fields.get(i);
      if (byName.put(field.name(), i) != null || byKey[field.key()] != 0) {
        throw new IllegalArgumentException(name + " has two fields " + field.name());
      }
      byKey[field.key()] = i + 1;
    }
  }

  public String name() {
    return name;
  }

  public List<Field<T, ?>> fields() {
    return fields;
  }

  /** The values read so far; what the constructor function takes its arguments from. */
  public final class Row {
    private final @Nullable Object[] values = new Object[fields.size()];
    private final boolean[] wasRead = new boolean[fields.size()];

    private Row() {}

    /** The value of a field of this table. */
    @SuppressWarnings("unchecked") // only the field's own type wrote here
    public <V> V get(Field<T, V> field) {
      Object value = values[byKey[field.key()] - 1];
      if (value == null) {
        throw new IllegalStateException(field.name() + " is required");
      }
      return (V) value;
    }
  }

  @Override
  public void write(JsonGenerator out, T value) throws IOException {
    int present = 0;
    for (Field<T, ?> field : fields) {
      present += isPresent(field, value) ? 1 : 0;
    }
    out.writeStartObject(value, present);
    for (Field<T, ?> field : fields) {
      writeField(out, field, value);
    }
    out.writeEndObject();
  }

  private static <T, V> boolean isPresent(Field<T, V> field, T value) {
    return field.isRequired() || !field.getter().apply(value).equals(field.fallback());
  }

  private static <T, V> void writeField(JsonGenerator out, Field<T, V> field, T value)
      throws IOException {
    V held = field.getter().apply(value);
    if (!field.isRequired() && held.equals(field.fallback())) {
      return;
    }
    if (Form.isBinary(out)) {
      out.writeFieldId(field.key());
    } else {
      out.writeFieldName(field.name());
    }
    field.type().write(out, held);
  }

  @Override
  public T read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new Malformed(name, "must be a map");
    }
    Row row = new Row();
    Faults faults = new Faults(in);
    boolean binary = Form.isBinary(in);
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      int at = binary ? indexOfKey(in.currentName()) : byName.getOrDefault(in.currentName(), -1);
      in.nextToken();
      if (at < 0) {
        in.skipChildren();
      } else if (row.wasRead[at]) {
        faults.add(fault(fields.get(at), "stands there twice"));
        in.skipChildren();
      } else {
        row.wasRead[at] = true;
        row.values[at] = readField(in, fields.get(at), faults);
      }
    }
    if (in.currentToken() != JsonToken.END_OBJECT) {
      throw new Malformed(name, "must be a map to its end");
    }
    return finish(row, faults);
  }

  private int indexOfKey(String key) {
    if (key.isEmpty() || key.length() > 4) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < key.length(); i++) {
      int digit = key.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number < byKey.length ? byKey[number] - 1 : -1;
  }

  private <V> @Nullable V readField(JsonParser in, Field<T, V> field, Faults faults)
      throws IOException {
    return faults.read(in, field.type()::read, fault -> fault.within(name, field.name()));
  }

  private Malformed.Fault fault(Field<T, ?> field, String rule) {
    return new Malformed.Fault("", "", rule).within(name, field.name());
  }

  private T finish(Row row, Faults faults) throws Malformed {
    for (int i = 0; i < row.values.length; i++) {
      Field<T, ?> field = fields.get(i);
      if (row.wasRead[i]) {
        continue;
      }
      if (field.isRequired()) {
        faults.add(fault(field, "is missing"));
      }
      row.values[i] = field.fallback();
    }
    faults.check();
    try {
      return make.apply(row);
    } catch (IllegalArgumentException e) {
      throw new Malformed(name, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String cddl() {
    return name;
  }

  /** This table's rule in CDDL. */
  public String cddlRule() {
    StringBuilder rule = new StringBuilder(name + " = {\n");
    for (Field<T, ?> field : fields) {
      rule.append("  ")
          .append(field.isRequired() ? "" : "? ")
          .append(field.key())
          .append(": ")
          .append(field.type().cddl())
          .append(", ; ")
          .append(field.name())
          .append(field.since() > 1 ? ", since " + field.since() : "")
          .append('\n');
    }
    return rule.append("  * int => any ; from newer peers, skipped\n}\n").toString();
  }

  @Override
  public String schema(JsonSchemas named) {
    return named.reference(name, () -> schemaRule(named));
  }

  private String schemaRule(JsonSchemas named) {
    String properties =
        fields.stream()
            .map(field -> "\"" + field.name() + "\":" + field.type().schema(named))
            .collect(Collectors.joining(",", "{", "}"));
    String required =
        fields.stream()
            .filter(Field::isRequired)
            .map(field -> "\"" + field.name() + "\"")
            .collect(Collectors.joining(",", "[", "]"));
    return "{\"type\":\"object\",\"properties\":" + properties + ",\"required\":" + required + "}";
  }
}
