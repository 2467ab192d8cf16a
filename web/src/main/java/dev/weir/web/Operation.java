package dev.weir.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.Problem;
import dev.weir.protocol.wire.Codec;
import dev.weir.protocol.wire.JsonSchemas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One row's part of the description. */
record Operation(Route route, JsonGenerator out, JsonSchemas schemas) {
  /** Name of the answer that any refusal is. */
  static final String PROBLEM = "problem";

  private static final String TEXT = "{\"type\":\"string\"}";

  static String scheme(Admission.Proof proof) {
    return switch (proof) {
      case OPERATOR_TOKEN -> "operatorToken";
      case WORKER_TOKEN -> "workerToken";
      case REGION_CERTIFICATE -> "regionCertificate";
      case DEVICE_CERTIFICATE -> "deviceCertificate";
    };
  }

  void write() throws IOException {
    out.writeObjectFieldStart(route.method().toLowerCase(Locale.ROOT));
    out.writeStringField("operationId", id());
    out.writeStringField("summary", route.summary());
    security();
    out.writeArrayFieldStart("parameters");
    parameters();
    out.writeEndArray();
    if (!route.request().mediaType().isEmpty()) {
      out.writeObjectFieldStart("requestBody");
      out.writeBooleanField("required", true);
      content(route.request());
      out.writeEndObject();
    }
    out.writeObjectFieldStart("responses");
    answer(route.status(), "As asked for.");
    if (route.refusals().contains(Code.RANGE)) {
      answer(206, "The range of bytes that was asked for.");
    }
    refusals();
    out.writeEndObject();
    out.writeEndObject();
  }

  /** Such as postRolloutsRolloutPause. */
  private String id() {
    StringBuilder id = new StringBuilder(route.method().toLowerCase(Locale.ROOT));
    for (String word : route.template().text().split("[^a-zA-Z0-9]+", -1)) {
      if (!word.isEmpty() && !word.equals("v1")) {
        id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return id.toString();
  }

  private void security() throws IOException {
    out.writeArrayFieldStart("security");
    for (Admission.Proof proof : route.who().proofs()) {
      out.writeStartObject();
      out.writeArrayFieldStart(scheme(proof));
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void parameters() throws IOException {
    for (String name : route.template().names()) {
      parameter(name, "path", "", TEXT);
    }
    for (Query<?> query : route.queries()) {
      parameter(query.name(), "query", query.says(), query.schema());
    }
    if (route.isOnce()) {
      parameter(
          Headers.KEY,
          "header",
          "The same key with the same request again gets the first answer, for 24 hours.",
          TEXT);
    }
    if (route.isMatching()) {
      parameter(
          Headers.MATCH, "header", "The ETag of what was read; nothing is done on another.", TEXT);
    }
  }

  private void parameter(String name, String in, String says, String schema) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", name);
    out.writeStringField("in", in);
    if (!says.isEmpty()) {
      out.writeStringField("description", says);
    }
    out.writeBooleanField("required", in.equals("path"));
    out.writeFieldName("schema");
    out.writeRawValue(schema);
    out.writeEndObject();
  }

  private void answer(int status, String says) throws IOException {
    out.writeObjectFieldStart(Integer.toString(status));
    out.writeStringField("description", says);
    if (route.answer().tag().isPresent()) {
      out.writeObjectFieldStart("headers");
      out.writeObjectFieldStart(Headers.TAG);
      out.writeStringField("description", "For " + Headers.MATCH + " of a later write.");
      out.writeFieldName("schema");
      out.writeRawValue(TEXT);
      out.writeEndObject();
      out.writeEndObject();
    }
    if (!route.answer().mediaType().isEmpty()) {
      content(route.answer());
    }
    out.writeEndObject();
  }

  private void content(Body<?> body) throws IOException {
    out.writeObjectFieldStart("content");
    content(out, body.mediaType(), schema(body));
    out.writeEndObject();
  }

  /** JSON by its schema; CBOR by the name of its rule, for JSON Schema knows no integer keys. */
  private String schema(Body<?> body) {
    if (body.codec().isEmpty()) {
      return "{}";
    }
    Codec<?> codec = body.codec().get();
    return body.mediaType().equals("application/json")
        ? codec.schema(schemas)
        : "{\"description\":\"" + codec.name() + " in docs/messages.cddl\"}";
  }

  static void content(JsonGenerator out, String mediaType, String schema) throws IOException {
    out.writeObjectFieldStart(mediaType);
    out.writeFieldName("schema");
    out.writeRawValue(schema);
    out.writeEndObject();
  }

  private void refusals() throws IOException {
    SortedMap<Integer, List<Code>> byStatus = new TreeMap<>();
    for (Code code : codes()) {
      byStatus.computeIfAbsent(code.status(), status -> new ArrayList<>()).add(code);
    }
    for (Map.Entry<Integer, List<Code>> refusal : byStatus.entrySet()) {
      out.writeObjectFieldStart(refusal.getKey().toString());
      out.writeStringField(
          "description",
          refusal.getValue().stream()
              .distinct()
              .map(code -> code.text() + ": " + code.title() + ".")
              .collect(Collectors.joining(" ")));
      out.writeObjectFieldStart("content");
      content(out, Responder.PROBLEM, Problem.CODEC.schema(schemas));
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeObjectFieldStart("default");
    out.writeStringField("$ref", "#/components/responses/" + PROBLEM);
    out.writeEndObject();
  }

  /** What this row refuses for reasons of its own, and what follows from its parts. */
  private List<Code> codes() {
    List<Code> codes = new ArrayList<>();
    if (!route.template().names().isEmpty() || !route.queries().isEmpty()) {
      codes.add(Code.MALFORMED);
    }
    if (!route.who().proofs().isEmpty()) {
      codes.add(Code.UNAUTHORIZED);
    }
    if (!route.request().mediaType().isEmpty()) {
      codes.addAll(List.of(Code.MALFORMED, Code.TOO_LARGE));
    }
    if (route.isOnce()) {
      codes.addAll(List.of(Code.KEY_IN_WORK, Code.ANSWER_LOST, Code.KEY_REUSED));
    }
    if (route.isMatching()) {
      codes.add(Code.CONFLICT);
    }
    codes.addAll(route.refusals());
    return codes;
  }
}
