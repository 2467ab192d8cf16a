package dev.weir.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.weir.api.check.Described;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.api.DeviceView;
import dev.weir.protocol.api.Reason;
import dev.weir.protocol.api.Reply;
import dev.weir.protocol.api.RolloutList;
import dev.weir.protocol.message.FeedPage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final Gatekeeper GATE = new Gatekeeper("secret");
  private static final List<Route> ROUTES =
      OpenApi.described(
          "A test",
          List.of(
              Route.get("/v1/rollouts")
                  .by(GATE.operator())
                  .says("Lists.")
                  .reads(Query.number("limit", "How many.", 1, 10, 5))
                  .answers(Body.json(RolloutList.CODEC), call -> never()),
              Route.put("/v1/devices/{device}/pin")
                  .by(GATE.reader())
                  .says("Pins.")
                  .once()
                  .matching()
                  .refuses(Code.NOT_FOUND, Code.STATE)
                  .takes(Body.json(Reason.CODEC), 100)
                  .answers(
                      Body.json(DeviceView.CODEC).tagged(DeviceView::tag),
                      (call, reason) -> never()),
              Route.post("/v1/feed")
                  .says("Feeds.")
                  .takes(Body.cbor(FeedPage.CODEC), 100)
                  .answers(204, Body.none(), (call, page) -> OpenApiTest.<String>never()),
              Route.get("/page").does((call, out) -> out.empty(204))));

  private static final String TEXT = OpenApi.of("A test", ROUTES);
  private static final JsonObject DOCUMENT = JsonParser.parseString(TEXT).getAsJsonObject();

  private static <T> CompletableFuture<Reply<T>> never() {
    return new CompletableFuture<>();
  }

  private static JsonObject at(String... path) {
    JsonObject here = DOCUMENT;
    for (String part : path) {
      here = here.getAsJsonObject(part);
    }
    return here;
  }

  @Test
  void itHasARowForEachRouteThatSaysWhatItDoes() {
    assertThat(DOCUMENT.get("openapi").getAsString()).isEqualTo("3.1.0");
    assertThat(at("paths").keySet())
        .containsExactly(
            "/v1/rollouts", "/v1/devices/{device}/pin", "/v1/feed", "/v1/openapi.json");
  }

  @Test
  void everyReferenceLeadsSomewhereAndEverySchemaIsOne() {
    assertThatCode(() -> Described.of(TEXT)).doesNotThrowAnyException();
    Set<String> references = new TreeSet<>();
    collect(DOCUMENT, references);
    assertThat(references).isNotEmpty();
    for (String reference : references) {
      String[] parts = reference.substring(2).split("/");
      assertThat(at(parts)).as(reference).isNotNull();
    }
  }

  private static void collect(JsonElement element, Set<String> references) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(part -> collect(part, references));
    } else if (element.isJsonObject()) {
      JsonObject object = element.getAsJsonObject();
      if (object.has("$ref")) {
        references.add(object.get("$ref").getAsString());
      }
      object.entrySet().forEach(entry -> collect(entry.getValue(), references));
    }
  }

  @Test
  void anOperationSaysItsParametersProofsAndRefusals() {
    JsonObject pin = at("paths", "/v1/devices/{device}/pin", "put");
    assertThat(pin.get("operationId").getAsString()).isEqualTo("putDevicesDevicePin");
    assertThat(pin.getAsJsonArray("parameters"))
        .extracting(parameter -> parameter.getAsJsonObject().get("name").getAsString())
        .containsExactly("device", "Idempotency-Key", "If-Match");
    assertThat(pin.getAsJsonArray("security").toString())
        .isEqualTo("[{\"regionCertificate\":[]},{\"workerToken\":[]},{\"operatorToken\":[]}]");
    assertThat(pin.getAsJsonObject("responses").keySet())
        .containsExactly("200", "400", "401", "404", "409", "412", "413", "422", "default");
    assertThat(pin.getAsJsonObject("responses").getAsJsonObject("409").toString())
        .contains("idempotencyKeyInWork", "state: Not in this state");
    JsonObject list = at("paths", "/v1/rollouts", "get");
    assertThat(list.getAsJsonArray("parameters").get(0).getAsJsonObject().get("schema").toString())
        .isEqualTo("{\"type\":\"integer\",\"minimum\":1,\"maximum\":10,\"default\":5}");
    assertThat(at("paths", "/v1/feed", "post", "responses", "204").has("content")).isFalse();
  }

  @Test
  void anAnswerThatIsNotDescribedIsSeen() {
    Described described = Described.of(TEXT);
    described.check("GET", "/v1/rollouts", 200, "application/json", "{\"items\":[]}");
    assertThat(described.unseen()).doesNotContain("GET /v1/rollouts").contains("POST /v1/feed");
    assertThatThrownBy(() -> described.check("GET", "/v1/rollouts", 200, "application/json", "{}"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(
            () ->
                described.check(
                    "GET", "/v1/rollouts", 200, "application/json", "{\"items\":[],\"more\":1}"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> described.check("GET", "/v1/rollouts", 202, "", ""))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(
            () -> described.check("GET", "/v1/none", 200, "application/json", "{\"items\":[]}"))
        .isInstanceOf(AssertionError.class);
  }
}
