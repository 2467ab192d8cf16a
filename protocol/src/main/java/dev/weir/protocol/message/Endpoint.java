package dev.weir.protocol.message;

import dev.weir.protocol.wire.Field;
import dev.weir.protocol.wire.IdTypes;
import dev.weir.protocol.wire.Limits;
import dev.weir.protocol.wire.Table;
import dev.weir.protocol.wire.Types;
import java.net.URI;
import java.util.List;

/**
 * Where a service is reached.
 *
 * @param transport mqtt, coap, http or api
 */
public record Endpoint(String transport, URI address) {
  private static final Field<Endpoint, String> TRANSPORT =
      Field.required(1, "transport", Types.text(Limits.TEXT), Endpoint::transport);
  private static final Field<Endpoint, URI> ADDRESS =
      Field.required(2, "address", IdTypes.ADDRESS, Endpoint::address);

  /** The field table. */
  public static final Table<Endpoint> TABLE =
      new Table<>(
          "endpoint",
          List.of(TRANSPORT, ADDRESS),
          row -> new Endpoint(row.get(TRANSPORT), row.get(ADDRESS)));
}
