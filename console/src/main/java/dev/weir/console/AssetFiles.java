package dev.weir.console;

import dev.weir.console.show.Frame;
import dev.weir.console.show.Links;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.wire.Bytes;
import dev.weir.web.RefusedCall;
import dev.weir.web.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Style sheet, scripts and icon, from the class path; an address changes with the content. */
final class AssetFiles {
  private static final String FOLDER = Links.HOME + "/asset/";
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

  private record File(String type, Bytes content) {}

  private final Map<String, File> files = new LinkedHashMap<>();
  private final Frame.Assets addresses;

  AssetFiles() {
    addresses =
        new Frame.Assets(
            add("asset/console.css", "css", "text/css; charset=utf-8"),
            add(HTMX, "js", "text/javascript; charset=utf-8"),
            add("asset/console.js", "js", "text/javascript; charset=utf-8"),
            add("asset/icon.svg", "svg", "image/svg+xml"));
  }

  private String add(String resource, String ending, String type) {
    try (InputStream in = AssetFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      Bytes content = Bytes.wrap(in.readAllBytes());
      String name = content.digest().brief() + "." + ending;
      files.put(name, new File(type, content));
      return FOLDER + name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Frame.Assets addresses() {
    return addresses;
  }

  /** Anyone may have them: the page for signing in needs them too. */
  Route route() {
    return Route.get(FOLDER + "{name}")
        .does(
            (call, out) -> {
              File file = files.get(call.parameters().getOrDefault("name", ""));
              if (file == null) {
                throw new RefusedCall(Code.NOT_FOUND, "no such file; load the page again");
              }
              Headers.secure(out)
                  .header("Cache-Control", "public, max-age=31536000, immutable")
                  .send(200, file.type(), file.content());
            });
  }
}
