package dev.weir.region.report;

/** The numbers of one wave's counts; each target stands in exactly one. */
public enum Bucket {
  WAITING,
  UNREACHED,
  WORKING,
  SWITCHING,
  COMMITTED,
  SILENT,
  /** Reverted, failed, or silent from installing on; by class. */
  FAILURE,
  ALREADY
}
