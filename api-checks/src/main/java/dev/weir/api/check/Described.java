package dev.weir.api.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An API's description (OpenAPI 3.1), against which live answers are held, by any thread. Schemas
 * are closed for that: an answer may have no field that its description does not know.
 */
public final class Described {
  private static final String REFERENCES = "#/components/schemas/";
  private static final URI DEFINITIONS = URI.create("urn:weir:schemas");
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final Pattern PARAMETER = Pattern.compile("\\{[a-z]+}");

  private final JsonObject document;
  private final Validator validator =
      new ValidatorFactory().withJsonNodeFactory(new GsonNode.Factory()).createValidator();
  private final SortedSet<String> unseen = new TreeSet<>();
  private final Map<String, URI> schemas = new HashMap<>();

  private Described(JsonObject document) {
    this.document = document;
  }

  /** Reads a description; each of its schemas must be one. */
  public static Described of(String text) {
    JsonObject document = JsonParser.parseString(text).getAsJsonObject();
    Described described = new Described(document);
    described.define(document.getAsJsonObject("components").getAsJsonObject("schemas"));
    for (Map.Entry<String, JsonElement> path : described.paths().entrySet()) {
      for (String method : path.getValue().getAsJsonObject().keySet()) {
        described.unseen.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }
    return described;
  }

  /** Registering checks the schemas themselves against the meta-schema. */
  private void define(JsonObject named) {
    JsonObject whole = new JsonObject();
    whole.addProperty("$schema", DIALECT);
    whole.add("$defs", JsonParser.parseString(named.toString().replace(REFERENCES, "#/$defs/")));
    close(whole);
    validator.registerSchema(DEFINITIONS, whole.toString());
  }

  private static void close(JsonElement element) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(Described::close);
    } else if (element.isJsonObject()) {
      JsonObject object = element.getAsJsonObject();
      object.entrySet().forEach(entry -> close(entry.getValue()));
      if (object.has("properties") && object.has("type")) {
        object.addProperty("additionalProperties", false);
      }
    }
  }

  private JsonObject paths() {
    return document.getAsJsonObject("paths");
  }

  /** Every operation, such as {@code GET /v1/devices}, that has not been answered well so far. */
  public synchronized SortedSet<String> unseen() {
    return new TreeSet<>(unseen);
  }

  /**
   * Holds one answer against the description.
   *
   * @param path without its query
   * @param mediaType empty: the answer has no body
   * @throws AssertionError says what differs
   */
  public synchronized void check(
      String method, String path, int status, String mediaType, String body) {
    String what = method + " " + path + " answered " + status + " " + body;
    Optional<String> template = template(path);
    Optional<JsonObject> operation =
        template.map(
            found ->
                paths().getAsJsonObject(found).getAsJsonObject(method.toLowerCase(Locale.ROOT)));
    if (operation.isEmpty()) {
      expect(status == (template.isEmpty() ? 404 : 405), what + " to what is not described");
      content(what, problem(), mediaType, body);
      return;
    }
    JsonObject responses = operation.get().getAsJsonObject("responses");
    boolean isNamed = responses.has(Integer.toString(status));
    expect(isNamed || status >= 400, what + ", which is not described");
    content(
        what,
        isNamed ? responses.getAsJsonObject(Integer.toString(status)) : problem(),
        mediaType,
        body);
    if (status < 400) {
      unseen.remove(method + " " + template.orElseThrow());
    }
  }

  private JsonObject problem() {
    return document
        .getAsJsonObject("components")
        .getAsJsonObject("responses")
        .getAsJsonObject("problem");
  }

  private Optional<String> template(String path) {
    return paths().keySet().stream()
        .filter(template -> pattern(template).matches(path))
        .findFirst();
  }

  private interface Matching {
    boolean matches(String path);
  }

  private static Matching pattern(String template) {
    String regex =
        PARAMETER
            .splitAsStream(template + " ")
            .map(Pattern::quote)
            .collect(Collectors.joining("[^/:]+"));
    return path -> Pattern.matches(regex, path + " ");
  }

  private void content(String what, JsonObject response, String mediaType, String body) {
    if (!response.has("content")) {
      expect(mediaType.isEmpty() && body.isEmpty(), what + ", and no body is described");
      return;
    }
    JsonObject content = response.getAsJsonObject("content").getAsJsonObject(mediaType);
    expect(content != null, what + " as " + mediaType + ", which is not described");
    if (mediaType.endsWith("json")) {
      URI schema = schemas.computeIfAbsent(content.get("schema").toString(), this::register);
      Validator.Result result = validator.validate(schema, body);
      expect(
          result.isValid(),
          what
              + " against its schema: "
              + result.getErrors().stream()
                  .map(error -> error.getInstanceLocation() + " " + error.getError())
                  .collect(Collectors.joining("; ")));
    }
  }

  private URI register(String schema) {
    JsonObject whole =
        JsonParser.parseString(schema.replace(REFERENCES, DEFINITIONS + "#/$defs/"))
            .getAsJsonObject();
    whole.addProperty("$schema", DIALECT);
    return validator.registerSchema(
        URI.create("urn:weir:schema:" + schemas.size()), whole.toString());
  }

  private static void expect(boolean holds, String complaint) {
    if (!holds) {
      throw new AssertionError(complaint);
    }
  }
}
