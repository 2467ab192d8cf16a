package dev.weir.console.show;

import dev.weir.console.fleet.DeviceAsk;
import dev.weir.protocol.api.Change;
import dev.weir.protocol.id.DeviceId;
import dev.weir.protocol.id.ReleaseId;
import dev.weir.protocol.id.RolloutId;
import dev.weir.protocol.message.Endpoint;
import dev.weir.protocol.text.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Addresses of pages. Each part is encoded, whatever is in it. */
public final class Links {
  public static final String HOME = "/console";
  public static final String SIGN_IN = HOME + "/sign-in";
  public static final String SIGN_OUT = HOME + "/sign-out";
  public static final String THEME = HOME + "/theme";
  public static final String FIND = HOME + "/find";
  public static final String DEVICES = HOME + "/devices";
  public static final String RELEASES = HOME + "/releases";
  public static final String ROLLOUTS = HOME + "/rollouts";
  public static final String NEW_ROLLOUT = HOME + "/new-rollout";
  public static final String REGIONS = HOME + "/regions";

  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private Links() {}

  public static String device(DeviceId device) {
    return DEVICES + "/" + part(device.text());
  }

  public static String why(DeviceId device, RolloutId rollout) {
    return device(device) + "/why/" + part(rollout.text());
  }

  public static String telemetry(DeviceId device) {
    return device(device) + "/telemetry";
  }

  public static String rollout(RolloutId rollout) {
    return ROLLOUTS + "/" + part(rollout.text());
  }

  /** The halt of a rollout in a region. */
  public static String halt(RolloutId rollout) {
    return rollout(rollout) + "/halt";
  }

  /**
   * A rollout's page that says what changed before a command could be done.
   *
   * @param since when the page was made that it was sent from
   */
  public static String conflict(RolloutId rollout, String command, String since, String reason) {
    return new Query(rollout(rollout))
        .with("conflict", command)
        .with("since", since)
        .with("reason", reason)
        .text();
  }

  /** A list of targets of a rollout. */
  public static String targets(RolloutId rollout, TargetChoice choice) {
    return chosen(rollout(rollout) + "/targets", choice);
  }

  /** What comes after that page. Another address: browsers load one address once at a time. */
  public static String targetList(RolloutId rollout, TargetChoice choice) {
    return chosen(rollout(rollout) + "/target-list", choice);
  }

  private static String chosen(String address, TargetChoice choice) {
    return new Query(address)
        .with("wave", choice.wave().map(number -> Integer.toString(number + 1)).orElse(""))
        .with("state", choice.standing().map(Links::word).orElse(""))
        .with("region", choice.region().map(Object::toString).orElse(""))
        .with("cursor", choice.cursor())
        .text();
  }

  public static String rollouts(String cursor) {
    return new Query(ROLLOUTS).with("cursor", cursor).text();
  }

  public static String releases(String cursor) {
    return new Query(RELEASES).with("cursor", cursor).text();
  }

  public static String rollOut(ReleaseId release) {
    return new Query(NEW_ROLLOUT).with("release", release.text()).text();
  }

  public static String devices(DeviceAsk ask) {
    return new Query(DEVICES)
        .with("selector", ask.selector())
        .with("version", ask.version().map(Object::toString).orElse(""))
        .with("state", ask.state().map(Links::word).orElse(""))
        .with("region", ask.region().map(Object::toString).orElse(""))
        .with("online", ask.online().map(online -> online ? "yes" : "no").orElse(""))
        .with("cursor", ask.cursor())
        .text();
  }

  /**
   * Where people read of what changed.
   *
   * @param change its subject is the name of a rollout, release or region, as its kind says
   */
  public static Optional<String> subject(Change change) {
    String name = part(change.subject());
    if (change.kind().matches("(rollout|wave|gate)[A-Z].*")) {
      return Optional.of(ROLLOUTS + "/" + name);
    }
    if (change.kind().startsWith("release")) {
      return Optional.of(RELEASES + "#release-" + name);
    }
    return change.kind().startsWith("region")
        ? Optional.of(REGIONS + "#" + name)
        : Optional.empty();
  }

  /**
   * A page of a region's console, where the region says that it is reached over HTTPS.
   *
   * @param page its address
   */
  public static Optional<String> console(List<Endpoint> endpoints, String page) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.transport().equals("api"))
        .map(Endpoint::address)
        .filter(address -> "https".equals(address.getScheme()) && address.getHost() != null)
        .map(address -> address.resolve(URI.create(page)).toString())
        .findFirst();
  }

  /** A constant as it stands in an address. */
  public static String word(Enum<?> constant) {
    return Words.of(constant).replace(' ', '-');
  }

  /** Text as a part of a path or a query. */
  public static String part(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && PLAIN.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format("%%%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }

  /** An address with parameters; those that are empty are left out. */
  private record Query(String text) {
    Query with(String name, String value) {
      return value.isEmpty()
          ? this
          : new Query(text + (text.contains("?") ? "&" : "?") + name + "=" + part(value));
    }
  }
}
