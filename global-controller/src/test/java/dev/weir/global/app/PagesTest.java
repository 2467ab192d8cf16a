package dev.weir.global.app;

import static dev.weir.global.app.LiveGlobal.problem;
import static dev.weir.global.app.LiveGlobal.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.weir.protocol.wire.Malformed;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every list comes in pages of a size that has a limit, and is described so. */
class PagesTest {
  @RegisterExtension final LiveGlobal global = new LiveGlobal();

  /** What is described of each route that answers items, by its path. */
  private SortedMap<String, JsonObject> lists() {
    JsonObject document =
        JsonParser.parseString(text(global.read("/v1/openapi.json"))).getAsJsonObject();
    SortedMap<String, JsonObject> lists = new TreeMap<>();
    for (Map.Entry<String, JsonElement> path : document.getAsJsonObject("paths").entrySet()) {
      JsonObject get = path.getValue().getAsJsonObject().getAsJsonObject("get");
      if (get != null && answersItems(document, get)) {
        lists.put(path.getKey(), get);
      }
    }
    return lists;
  }

  private static boolean answersItems(JsonObject document, JsonObject operation) {
    JsonObject content = operation.getAsJsonObject("responses").getAsJsonObject("200");
    JsonObject json = content.getAsJsonObject("content").getAsJsonObject("application/json");
    JsonElement reference = json == null ? null : json.getAsJsonObject("schema").get("$ref");
    return reference != null
        && document
            .getAsJsonObject("components")
            .getAsJsonObject("schemas")
            .getAsJsonObject(reference.getAsString().replace("#/components/schemas/", ""))
            .getAsJsonObject("properties")
            .has("items");
  }

  @Test
  void everyListTakesACursorAndALimit() {
    SortedMap<String, JsonObject> lists = lists();
    // All rules are one thing, which is put as a whole and has a limit.
    assertThat(lists.remove("/v1/residency")).isNotNull();
    assertThat(lists)
        .containsOnlyKeys(
            "/v1/changes",
            "/v1/delta-jobs",
            "/v1/devices",
            "/v1/regions",
            "/v1/releases",
            "/v1/rollouts",
            "/v1/rollouts/{rollout}/targets");
    lists.forEach(
        (path, list) ->
            assertThat(list.get("parameters").toString())
                .as(path)
                .contains("\"name\":\"cursor\"", "\"name\":\"limit\"", "\"maximum\":1000"));
  }

  @Test
  void aPageThatIsTooLargeOrOfNoListIsRefused() throws Malformed {
    for (String list : lists().keySet()) {
      if (!list.equals("/v1/residency")) {
        String path = list.replace("{rollout}", "r");
        problem(global.read(path + "?limit=1001"), 400, "malformed");
        problem(global.read(path + "?limit=0"), 400, "malformed");
      }
    }
    problem(global.read("/v1/rollouts?cursor=none"), 400, "malformed");
    problem(global.read("/v1/releases?cursor=none"), 400, "malformed");
  }
}
