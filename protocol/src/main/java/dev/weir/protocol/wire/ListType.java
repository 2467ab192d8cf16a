package dev.weir.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * At most so many values of one type.
 *
 * @param leavesOut values that only newer peers know, instead of refusing the list
 */
record ListType<V>(Type<V> element, int max, boolean leavesOut) implements Type<List<V>> {
  @Override
  public void write(JsonGenerator out, List<V> values) throws IOException {
    out.writeStartArray(values, values.size());
    for (V value : values) {
      element.write(out, value);
    }
    out.writeEndArray();
  }

  @Override
  public List<V> read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("must be a list");
    }
    List<V> values = new ArrayList<>();
    Faults faults = new Faults(in);
    for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
      if (in.currentToken() == null) {
        throw new IllegalArgumentException("ends too early");
      }
      if (i == max) {
        faults.add(new Malformed.Fault("", "", "must have at most " + max + " elements"));
        break;
      }
      int index = i;
      V value =
          leavesOut
              ? faults.readKnown(in, element::read, fault -> fault.at(index))
              : faults.read(in, element::read, fault -> fault.at(index));
      if (value != null) {
        values.add(value);
      }
    }
    faults.check();
    return List.copyOf(values);
  }

  @Override
  public String cddl() {
    return "[0*" + max + " " + element.cddl() + "]";
  }

  @Override
  public String schema(JsonSchemas named) {
    return "{\"type\":\"array\",\"maxItems\":" + max + ",\"items\":" + element.schema(named) + "}";
  }
}
