package dev.weir.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.wire.Bytes;
import dev.weir.protocol.wire.JsonSchemas;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An API's description (OpenAPI 3.1), made from its table: the rows that say what they do, their
 * bodies by the same field tables that read and write them.
 */
public final class OpenApi {
  /** Where it is served, to anyone. */
  public static final String PATH = "/v1/openapi.json";

  private final List<Route> routes;
  private final JsonSchemas schemas = new JsonSchemas("#/components/schemas/");
  private final StringWriter text = new StringWriter();
  private final JsonGenerator out;

  private OpenApi(List<Route> routes) throws IOException {
    this.routes = routes;
    this.out = new JsonFactory().createGenerator(text);
  }

  /** The table with one row more, which describes them all, itself too. */
  public static List<Route> described(String title, List<Route> table) {
    List<Route> routes = new ArrayList<>(table);
    List<Bytes> document = new ArrayList<>();
    routes.add(
        Route.get(PATH)
            .says("This description.")
            .does(
                Body.none(),
                200,
                Body.bytes("application/json"),
                (call, out) -> out.send(200, "application/json", document.get(0))));
    document.add(Bytes.ofUtf8(of(title, routes)));
    return List.copyOf(routes);
  }

  /** The description of a table, as JSON. */
  static String of(String title, List<Route> routes) {
    try {
      OpenApi api =
          new OpenApi(routes.stream().filter(route -> !route.summary().isEmpty()).toList());
      api.document(title);
      return api.text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void document(String title) throws IOException {
    out.writeStartObject();
    out.writeStringField("openapi", "3.1.0");
    out.writeObjectFieldStart("info");
    out.writeStringField("title", title);
    out.writeStringField("version", "1");
    out.writeStringField(
        "description",
        "Made from the route table. Unknown fields are skipped by both sides; rules that no schema"
            + " says stand in docs/protocol.md, section 10.");
    out.writeEndObject();
    paths();
    components();
    out.writeEndObject();
    out.close();
  }

  private void paths() throws IOException {
    Map<String, List<Route>> byPath = new LinkedHashMap<>();
    for (Route route : routes) {
      byPath.computeIfAbsent(route.template().text(), path -> new ArrayList<>()).add(route);
    }
    out.writeObjectFieldStart("paths");
    for (Map.Entry<String, List<Route>> path : byPath.entrySet()) {
      out.writeObjectFieldStart(path.getKey());
      for (Route route : path.getValue()) {
        new Operation(route, out, schemas).write();
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void components() throws IOException {
    out.writeObjectFieldStart("components");
    out.writeObjectFieldStart("responses");
    out.writeObjectFieldStart(Operation.PROBLEM);
    out.writeStringField("description", "A problem (RFC 9457); its code says which.");
    out.writeObjectFieldStart("content");
    Operation.content(out, Responder.PROBLEM, Problem.CODEC.schema(schemas));
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndObject();
    out.writeObjectFieldStart("schemas");
    for (Map.Entry<String, String> schema : schemas.rules().entrySet()) {
      out.writeFieldName(schema.getKey());
      out.writeRawValue(schema.getValue());
    }
    out.writeEndObject();
    out.writeObjectFieldStart("securitySchemes");
    token(Admission.Proof.OPERATOR_TOKEN, "operator.token");
    token(Admission.Proof.WORKER_TOKEN, "worker.token");
    certificate(Admission.Proof.REGION_CERTIFICATE, "The certificate of a region's enrolment.");
    certificate(Admission.Proof.DEVICE_CERTIFICATE, "The certificate of a device's enrolment.");
    out.writeEndObject();
    out.writeEndObject();
  }

  private void token(Admission.Proof proof, String file) throws IOException {
    out.writeObjectFieldStart(Operation.scheme(proof));
    out.writeStringField("type", "http");
    out.writeStringField("scheme", "bearer");
    out.writeStringField("description", "The text in " + file + " of the data folder.");
    out.writeEndObject();
  }

  private void certificate(Admission.Proof proof, String says) throws IOException {
    out.writeObjectFieldStart(Operation.scheme(proof));
    out.writeStringField("type", "mutualTLS");
    out.writeStringField("description", says);
    out.writeEndObject();
  }
}
