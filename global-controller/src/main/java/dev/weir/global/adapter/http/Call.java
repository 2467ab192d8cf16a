package dev.weir.global.adapter.http;

import dev.weir.global.reply.Code;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * A request that found its route.
 *
 * @param parameters of the path, by name
 */
record Call(Request request, Map<String, String> parameters) {
  /** A body that is over its limit is read and dropped up to here, so that the answer arrives. */
  private static final long DRAIN = 8L * 1024 * 1024;

  /** A part of the path as what it should be; names the part where it is not. */
  <T> T path(String name, Function<String, T> parse) throws RefusedCall {
    String text = parameters.getOrDefault(name, "");
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new RefusedCall(Code.MALFORMED, name + " in the path: " + e.getMessage());
    }
  }

  String query(String name, String fallback) throws RefusedCall {
    Fields fields;
    try {
      fields = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new RefusedCall(Code.MALFORMED, "the query can't be read: " + e.getMessage());
    }
    return Optional.ofNullable(fields.getValue(name)).orElse(fallback);
  }

  int number(String name, int fallback) throws RefusedCall {
    String text = query(name, Integer.toString(fallback));
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for every other text.
    }
    throw new RefusedCall(
        Code.MALFORMED, name + " must be a whole number from 1 on; found \"" + text + '"');
  }

  /** The whole body, of at most so many bytes. */
  Bytes body(int max) throws RefusedCall, IOException {
    try (InputStream in = Request.asInputStream(request)) {
      byte[] body = in.readNBytes(max + 1);
      if (body.length > max) {
        drain(in);
        throw new RefusedCall(Code.TOO_LARGE, "the body may have at most " + max + " bytes");
      }
      return Bytes.wrap(body);
    }
  }

  static void drain(InputStream in) throws IOException {
    byte[] dropped = new byte[16 * 1024];
    long rest = DRAIN;
    for (int read = 0; read >= 0 && rest > 0; rest -= read) {
      read = in.read(dropped);
    }
  }

  <T> T json(Codec<T> codec, int max) throws RefusedCall, IOException {
    Bytes body = body(max);
    try {
      return codec.fromJson(body.utf8());
    } catch (Malformed e) {
      throw new RefusedCall(Code.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  <T> T cbor(Codec<T> codec, int max) throws RefusedCall, IOException {
    Bytes body = body(max);
    try {
      return codec.decode(body);
    } catch (Malformed e) {
      throw new RefusedCall(Code.MALFORMED, String.valueOf(e.getMessage()));
    }
  }
}
