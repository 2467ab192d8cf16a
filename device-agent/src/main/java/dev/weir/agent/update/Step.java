package dev.weir.agent.update;

import dev.weir.protocol.message.UpdatePhase;
import java.util.Optional;

/**
 * Where an action stands in the journal: finer than {@link UpdatePhase} where a kill in between has
 * to be told apart. New steps go to the end: the order is stored.
 */
public enum Step {
  OFFERED,
  DOWNLOADING,
  DOWNLOADED,
  INSTALLING,
  INSTALLED,
  TRIAL,
  /** The trial was passed; boot control is about to keep the slot. */
  KEEPING,
  /** The trial was failed; boot control is about to go back. */
  RETURNING,
  COMMITTED,
  REVERTED,
  FAILED,
  /** Superseded or withdrawn before it began to install. */
  DROPPED;

  /** The phase that the region hears of; empty where there is nothing to say. */
  public Optional<UpdatePhase> phase() {
    return switch (this) {
      case OFFERED -> Optional.of(UpdatePhase.OFFERED);
      case DOWNLOADING -> Optional.of(UpdatePhase.DOWNLOADING);
      case DOWNLOADED -> Optional.of(UpdatePhase.DOWNLOADED);
      case INSTALLING -> Optional.of(UpdatePhase.INSTALLING);
      case INSTALLED -> Optional.of(UpdatePhase.INSTALLED);
      case TRIAL, KEEPING, RETURNING -> Optional.of(UpdatePhase.TRIAL);
      case COMMITTED -> Optional.of(UpdatePhase.COMMITTED);
      case REVERTED -> Optional.of(UpdatePhase.REVERTED);
      case FAILED -> Optional.of(UpdatePhase.FAILED);
      case DROPPED -> Optional.empty();
    };
  }

  /** Whether entering it is reported. */
  public boolean isReported() {
    return switch (this) {
      case KEEPING, RETURNING, DROPPED -> false;
      case OFFERED, DOWNLOADING, DOWNLOADED, INSTALLING, INSTALLED -> true;
      case TRIAL, COMMITTED, REVERTED, FAILED -> true;
    };
  }

  /** Whether the action is over. */
  public boolean isFinal() {
    return work() == Work.NONE;
  }

  /** Whether a newer desired state may still end the action. Source: docs/protocol.md, 4.6. */
  public boolean isBeforeInstall() {
    return switch (this) {
      case OFFERED, DOWNLOADING, DOWNLOADED -> true;
      case INSTALLING, INSTALLED, TRIAL, KEEPING, RETURNING -> false;
      case COMMITTED, REVERTED, FAILED, DROPPED -> false;
    };
  }

  /** Whether the time for the download runs. */
  public boolean isDownload() {
    return switch (this) {
      case OFFERED, DOWNLOADING -> true;
      case DOWNLOADED, INSTALLING, INSTALLED, TRIAL, KEEPING, RETURNING -> false;
      case COMMITTED, REVERTED, FAILED, DROPPED -> false;
    };
  }

  /** What is done once this step is durable. */
  public Work work() {
    return switch (this) {
      case OFFERED -> Work.FETCH_MANIFEST;
      case DOWNLOADING -> Work.DOWNLOAD;
      case DOWNLOADED -> Work.AWAIT_START;
      case INSTALLING -> Work.INSTALL;
      case INSTALLED -> Work.SWITCH;
      case TRIAL -> Work.TRY;
      case KEEPING -> Work.KEEP;
      case RETURNING -> Work.GO_BACK;
      case COMMITTED, REVERTED, FAILED, DROPPED -> Work.NONE;
    };
  }
}
