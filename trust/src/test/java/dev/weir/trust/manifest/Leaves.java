package dev.weir.trust.manifest;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.weir.protocol.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The values in an encoded message, wherever they stand, and copies with one of them changed. */
final class Leaves {
  private static final CBORFactory CBOR = new CBORFactory();

  private Leaves() {}

  /** Paths of all values, such as {@code /9/0/1}: keys of maps and positions in lists. */
  static List<String> paths(Bytes encoded) throws IOException {
    List<String> paths = new ArrayList<>();
    copy(encoded, "", paths);
    return paths;
  }

  /** The message with the value at this path changed into another of its kind. */
  static Bytes changed(Bytes encoded, String path) throws IOException {
    return copy(encoded, path, new ArrayList<>());
  }

  private static Bytes copy(Bytes encoded, String changed, List<String> paths) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deque<Place> places = new ArrayDeque<>();
    try (CBORParser in = CBOR.createParser(encoded.toArray());
        CBORGenerator to = CBOR.createGenerator(out)) {
      while (in.nextToken() != null) {
        step(in, to, places, changed, paths);
      }
    }
    return Bytes.wrap(out.toByteArray());
  }

  private static void step(
      CBORParser in, CBORGenerator to, Deque<Place> places, String changed, List<String> paths)
      throws IOException {
    JsonToken token = in.currentToken();
    switch (token) {
      case START_OBJECT -> {
        places.addLast(new Place(enter(places), false));
        to.writeStartObject();
      }
      case START_ARRAY -> {
        places.addLast(new Place(enter(places), true));
        to.writeStartArray();
      }
      case END_OBJECT -> {
        places.removeLast();
        to.writeEndObject();
      }
      case END_ARRAY -> {
        places.removeLast();
        to.writeEndArray();
      }
      case FIELD_NAME -> {
        places.getLast().key = in.currentName();
        to.writeFieldId(Long.parseLong(in.currentName()));
      }
      default -> {
        String path = enter(places);
        paths.add(path);
        write(in, to, token, path.equals(changed));
      }
    }
  }

  private static String enter(Deque<Place> places) {
    return places.isEmpty() ? "" : places.getLast().next();
  }

  private static void write(CBORParser in, CBORGenerator to, JsonToken token, boolean change)
      throws IOException {
    switch (token) {
      case VALUE_NUMBER_INT -> to.writeNumber(in.getLongValue() + (change ? 1 : 0));
      case VALUE_STRING -> to.writeString(in.getText() + (change ? "0" : ""));
      case VALUE_EMBEDDED_OBJECT -> {
        byte[] bytes = in.getBinaryValue();
        bytes[0] ^= (byte) (change ? 1 : 0);
        to.writeBinary(bytes);
      }
      default -> throw new IOException("a value of a kind that this copy does not know: " + token);
    }
  }

  private static final class Place {
    private final String path;
    private final boolean list;
    private int position;
    private String key = "";

    Place(String path, boolean list) {
      this.path = path;
      this.list = list;
    }

    String next() {
      return path + "/" + (list ? Integer.toString(position++) : key);
    }
  }
}
