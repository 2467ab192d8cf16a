package dev.weir.protocol.message;

/** Why an action failed: a closed list that gates count by. New classes go to the end. */
public enum FailureClass {
  /** The manifest's signatures do not hold. */
  BAD_SIGNATURE,
  /** The release is for another model, hardware revision or base version. */
  INCOMPATIBLE,
  /** The release's counter is not above the device's own. */
  NOT_NEWER,
  /** The payload could not be fetched before its deadline, or the region does not have it. */
  DOWNLOAD_FAILED,
  /** Bytes arrived that are not what the manifest says. */
  DIGEST_MISMATCH,
  /** The payload's decoder refused it. */
  CANNOT_APPLY,
  /** The device has no room for the payload or the image. */
  NO_ROOM,
  /** The image is not one that this device can start, such as another CPU's. */
  WRONG_IMAGE,
  /** The trial's health check failed; the device went back. */
  UNHEALTHY,
  /** The trial was begun too often without an end; the boot control went back. */
  BOOT_LOOP,
  /** Decided by the region: it accepted and began to install, and its deadline passed. */
  SILENT_AFTER_SWITCH,
  /** The device's disk, clock or another part of it failed. */
  DEVICE_FAULT
}
