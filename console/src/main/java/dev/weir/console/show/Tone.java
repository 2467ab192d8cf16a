package dev.weir.console.show;

import dev.weir.protocol.api.DeltaJobState;
import dev.weir.protocol.message.DeviceState;
import dev.weir.protocol.message.RolloutState;
import dev.weir.protocol.message.TargetState;
import dev.weir.protocol.message.UpdatePhase;
import dev.weir.protocol.text.Words;

/** The colour of a state: one for each meaning, the same on every page. */
public enum Tone {
  /** As it should be. */
  GOOD,
  /** Was so before. */
  CALM,
  /** Under way. */
  BUSY,
  /** May be running something else in a moment. */
  SWITCHING,
  /** Nothing yet. */
  IDLE,
  /** Not known. */
  UNSURE,
  /** Somebody should look. */
  WARN,
  BAD;

  /** The class in the style sheet. */
  public String css() {
    return "t-" + Words.of(this);
  }

  public static Tone of(DeviceState state) {
    return switch (state) {
      case UNKNOWN -> UNSURE;
      case UPDATING -> BUSY;
      case COMMITTED -> GOOD;
      case REVERTED, FAILED -> BAD;
    };
  }

  public static Tone of(RolloutState state) {
    return switch (state) {
      case PREPARING -> IDLE;
      case RUNNING -> BUSY;
      case PAUSED -> WARN;
      case HALTED, ABORTED -> BAD;
      case COMPLETED -> GOOD;
    };
  }

  public static Tone of(DeltaJobState state) {
    return switch (state) {
      case WAITING -> IDLE;
      case LEASED -> BUSY;
      case DONE -> GOOD;
      case FAILED -> BAD;
    };
  }

  public static Tone of(TargetState state) {
    return switch (state) {
      case WAITING -> IDLE;
      case UNREACHED -> UNSURE;
      case WORKING -> BUSY;
      case SWITCHING -> SWITCHING;
      case COMMITTED -> GOOD;
      case SILENT -> WARN;
      case FAILED -> BAD;
      case ALREADY -> CALM;
    };
  }

  public static Tone of(UpdatePhase phase) {
    return switch (phase) {
      case OFFERED -> IDLE;
      case DOWNLOADING, DOWNLOADED -> BUSY;
      case INSTALLING, INSTALLED, TRIAL -> SWITCHING;
      case COMMITTED -> GOOD;
      case REVERTED, FAILED -> BAD;
    };
  }
}
