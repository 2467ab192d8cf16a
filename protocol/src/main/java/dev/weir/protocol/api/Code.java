package dev.weir.protocol.api;

/** Every kind of refusal: its code for programs, its HTTP status and its title. */
public enum Code {
  MALFORMED("malformed", 400, "The request can't be read"),
  BAD_SPEC("badSpec", 422, "The rollout can't be as it is asked for"),
  UNAUTHORIZED("unauthorized", 401, "Authentication is missing or wrong"),
  FORBIDDEN("forbidden", 403, "Not for this caller"),
  BAD_TOKEN("badToken", 403, "The join token is not valid"),
  NOT_FOUND("notFound", 404, "There is no such thing"),
  METHOD("method", 405, "The method does not fit the path"),
  UNMEETABLE_GATE("unmeetableGate", 409, "A gate can never pass"),
  OVERLAP("overlap", 409, "Another rollout has targets in common"),
  NO_TARGETS("noTargets", 409, "The selector matches no device"),
  EXISTS("exists", 409, "The name is taken"),
  STATE("state", 409, "Not in this state"),
  KEY_IN_WORK("idempotencyKeyInWork", 409, "The first request with this key is in work"),
  ANSWER_LOST("answerLost", 409, "It was done, and its answer is lost"),
  STALE_INCARNATION("staleIncarnation", 409, "A newer incarnation of this region has spoken"),
  CONFLICT("conflict", 412, "It has changed since it was read"),
  TOO_LARGE("tooLarge", 413, "The body is too large"),
  RANGE("range", 416, "The range lies outside the artifact"),
  DIGEST_MISMATCH("digestMismatch", 422, "The bytes are not what their name says"),
  KEY_REUSED("idempotencyKeyReused", 422, "The key was used for another request"),
  BAD_SIGNATURE("badSignature", 422, "No trusted key signed this"),
  NOT_NEWER("notNewer", 422, "The counter does not rise"),
  MISSING_ARTIFACT("missingArtifact", 422, "A payload is not here"),
  OLD_REGION("oldRegion", 501, "The region's program is too old"),
  INTERNAL("internal", 500, "Something broke here"),
  BUSY("busy", 503, "Too much to do just now"),
  DISK_FULL("diskFull", 503, "The disk is full"),
  NO_REGION("noRegion", 503, "No region can serve the device yet"),
  NO_ANSWER("noAnswer", 504, "The region did not answer");

  private final String text;
  private final int status;
  private final String title;

  Code(String text, int status, String title) {
    this.text = text;
    this.status = status;
    this.title = title;
  }

  public String text() {
    return text;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }
}
