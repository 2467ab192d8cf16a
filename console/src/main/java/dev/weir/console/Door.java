package dev.weir.console;

import dev.weir.console.form.Fields;
import dev.weir.console.session.Attempts;
import dev.weir.console.session.Session;
import dev.weir.console.session.Sessions;
import dev.weir.console.show.Frame;
import dev.weir.console.show.Links;
import dev.weir.protocol.api.Code;
import dev.weir.protocol.wire.Bytes;
import dev.weir.web.Call;
import dev.weir.web.Gatekeeper;
import dev.weir.web.RefusedCall;
import dev.weir.web.Responder;
import dev.weir.web.Route;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who comes in. Every page but the one for signing in is made with {@link #page} or {@link #write}:
 * the first asks for a session, the second also for the session's own token against forged forms.
 */
final class Door {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final Fields NONE = new Fields(Map.of());
  private static final Duration THEME_LIFE = Duration.ofDays(365);
  private static final int MAX_PATH = 1024;

  private final Gatekeeper gate;
  private final Sessions sessions;
  private final Attempts attempts = new Attempts();
  private final Clock clock;
  private final Html html;
  private final Cookie session;
  private final Cookie theme;
  private final Frame outside;

  /**
   * @param outside the frame of a page that nobody is signed in for
   */
  Door(Gatekeeper gate, RandomGenerator random, Clock clock, Html html, Frame outside) {
    this.gate = gate;
    this.sessions = new Sessions(random);
    this.clock = clock;
    this.html = html;
    this.outside = outside;
    this.session = Cookie.of(outside.node(), "session");
    this.theme = Cookie.of(outside.node(), "theme");
  }

  /** What a page does for somebody who is signed in. */
  interface Work {
    void on(Visit visit, Responder out) throws RefusedCall, IOException;
  }

  Route page(String template, Work work) {
    return Route.get(template)
        .does(
            (call, out) -> {
              Optional<Session> who = who(call);
              if (who.isPresent()) {
                work(new Visit(call, frame(call, who.get().csrf()), NONE), out, work);
              } else {
                askToSignIn(call, out);
              }
            });
  }

  Route write(String template, Work work) {
    return Route.post(template)
        .does(
            (call, out) -> {
              Optional<Session> who = who(call);
              if (who.isEmpty()) {
                askToSignIn(call, out);
                return;
              }
              Visit visit = new Visit(call, frame(call, who.get().csrf()), Forms.of(call));
              if (isOwn(call) && isEqual(who.get().csrf(), visit.form().text("csrf"))) {
                work(visit, out, work);
              } else {
                html.refuse(
                    visit,
                    out,
                    Code.FORBIDDEN,
                    "this form does not come from a page of this session; open the page again and"
                        + " send it from there");
              }
            });
  }

  private void work(Visit visit, Responder out, Work work) throws IOException {
    try {
      work.on(visit, out);
    } catch (RefusedCall e) {
      html.refuse(visit, out, e.code(), e.detail());
    }
  }

  /** Signing in and out, and light or dark. */
  List<Route> routes() {
    return List.of(
        Route.get(Links.SIGN_IN).does((call, out) -> signIn(call, out, 200, "", then(call))),
        Route.post(Links.SIGN_IN).does(this::signIn),
        write(Links.SIGN_OUT, this::signOut),
        write(Links.THEME, this::changeTheme));
  }

  private Optional<Session> who(Call call) {
    boolean byPerson = !Visit.isLive(call);
    return session.in(call).flatMap(cookie -> sessions.find(cookie, byPerson, clock.instant()));
  }

  private static void askToSignIn(Call call, Responder out) {
    if (Visit.isLive(call)) {
      Headers.secure(out).header("HX-Redirect", Links.SIGN_IN).empty(401);
    } else if (call.request().getMethod().equals("GET")) {
      Html.redirect(out, Links.SIGN_IN + "?then=" + Links.part(path(call)));
    } else {
      Html.redirect(out, Links.SIGN_IN);
    }
  }

  private void signIn(Call call, Responder out, int status, String fault, String then) {
    html.send(
        out,
        status,
        Html.Page.of("sign-in")
            .with("frame", frame(call, ""))
            .with("fault", fault)
            .with("then", then));
  }

  private void signIn(Call call, Responder out) throws RefusedCall, IOException {
    Fields form = Forms.of(call);
    String address = Request.getRemoteAddr(call.request());
    Instant now = clock.instant();
    String then = own(form.text("then"));
    if (!isOwn(call)) {
      signIn(call, out, 403, "The form came from another site. Send it from this page.", then);
    } else if (!attempts.mayTry(address, now)) {
      Headers.secure(out).header("Retry-After", Long.toString(Attempts.PAUSE.toSeconds()));
      signIn(call, out, 429, "Too many wrong tokens. Wait half a minute and try again.", then);
    } else if (!gate.isOperatorToken(form.text("token"))) {
      attempts.failed(address, now);
      LOG.warn("a wrong operator's token was shown from {}", address);
      signIn(call, out, 403, "This is not the operator's token of this controller.", then);
    } else {
      String cookie = sessions.begin(now);
      Html.redirect(out.header("Set-Cookie", session.set(cookie, Sessions.WHOLE)), then);
    }
  }

  private void signOut(Visit visit, Responder out) {
    session.in(visit.call()).ifPresent(sessions::end);
    Html.redirect(out.header("Set-Cookie", session.clear()), Links.SIGN_IN);
  }

  private void changeTheme(Visit visit, Responder out) {
    String wanted = visit.form().text("theme").equals("dark") ? "dark" : "light";
    Html.redirect(
        out.header("Set-Cookie", theme.set(wanted, THEME_LIFE)), own(visit.form().text("back")));
  }

  private Frame frame(Call call, String csrf) {
    String chosen = theme.in(call).filter(t -> t.equals("dark") || t.equals("light")).orElse("");
    return new Frame(
        outside.title(),
        outside.node(),
        outside.sections(),
        Optional.empty(),
        path(call),
        csrf,
        sessions.secret(),
        chosen,
        outside.assets(),
        Optional.empty(),
        clock.instant());
  }

  private static String path(Call call) {
    return own(call.request().getHttpURI().getPathQuery());
  }

  private static String then(Call call) throws RefusedCall {
    return own(Forms.query(call).text("then"));
  }

  /** The address where it is one of this console's pages; its first page where it is not. */
  private static String own(String path) {
    boolean isOwn =
        path.length() <= MAX_PATH
            && path.matches("/console(?:[/?][A-Za-z0-9._~%/?&=+,!*()'@:;$-]*)?");
    return isOwn && !path.contains("//") ? path : Links.HOME;
  }

  /** Whether the browser says that one of our own pages sent this. */
  private static boolean isOwn(Call call) {
    Optional<String> site = call.header("Sec-Fetch-Site");
    if (site.isPresent()) {
      return site.get().equals("same-origin") || site.get().equals("none");
    }
    String host = call.header("Host").orElse("");
    return call.header("Origin").map(origin -> origin.equals("https://" + host)).orElse(true);
  }

  /** In constant time, whatever their lengths. */
  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        Bytes.ofUtf8(one).digest().raw(), Bytes.ofUtf8(other).digest().raw());
  }
}
