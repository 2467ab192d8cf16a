package dev.weir.web;

import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.FieldError;
import dev.weir.protocol.api.Terms;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * A request that found its route.
 *
 * @param parameters of the path, by name
 * @param terms on which a write is wanted, where the route takes any
 */
public record Call(Request request, Map<String, String> parameters, Terms terms) {
  /** A body that is over its limit is read and dropped up to here, so that the answer arrives. */
  private static final long DRAIN = 8L * 1024 * 1024;

  /** A part of the path as what it should be; names the part where it is not. */
  public <T> T path(String name, Function<String, T> parse) throws RefusedCall {
    String text = parameters.getOrDefault(name, "");
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new RefusedCall(Code.MALFORMED, name + " in the path: " + e.getMessage());
    }
  }

  /** A parameter of the query, or its fallback where it is not sent; names it where it is bad. */
  public <T> T query(Query<T> query) throws RefusedCall {
    Optional<String> text = queryText(query.name());
    if (text.isEmpty()) {
      return query.fallback();
    }
    try {
      return query.parse().apply(text.get());
    } catch (IllegalArgumentException e) {
      throw new RefusedCall(
          Code.MALFORMED,
          query.name() + " in the query: " + e.getMessage() + "; found \"" + text.get() + '"');
    }
  }

  private Optional<String> queryText(String name) throws RefusedCall {
    try {
      Fields fields = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
      return Optional.ofNullable(fields.getValue(name));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new RefusedCall(Code.MALFORMED, "the query can't be read: " + e.getMessage());
    }
  }

  /** A header's first value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** The whole body, of at most so many bytes. */
  public Bytes body(int max) throws RefusedCall, IOException {
    try (InputStream in = Request.asInputStream(request)) {
      byte[] body = in.readNBytes(max + 1);
      if (body.length > max) {
        drain(in);
        throw new RefusedCall(Code.TOO_LARGE, "the body may have at most " + max + " bytes");
      }
      return Bytes.wrap(body);
    }
  }

  /** Reads and drops what is left of a refused body, so that the answer arrives; up to 8 MiB. */
  public static void drain(InputStream in) throws IOException {
    byte[] dropped = new byte[16 * 1024];
    long rest = DRAIN;
    for (int read = 0; read >= 0 && rest > 0; rest -= read) {
      read = in.read(dropped);
    }
  }

  /** The same call on these terms. */
  Call on(Terms other) {
    return new Call(request, parameters, other);
  }

  /** The body as what it should be; names all that is wrong where it is not. */
  static <T> T read(Body<T> kind, Bytes body) throws RefusedCall {
    try {
      return kind.read(body);
    } catch (Malformed e) {
      List<FieldError> errors =
          e.faults().stream().map(fault -> new FieldError(fault.pointer(), fault.rule())).toList();
      throw new RefusedCall(Code.MALFORMED, String.valueOf(e.getMessage()), errors);
    }
  }
}
