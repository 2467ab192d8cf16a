package dev.weir.global.drive;

/** Numbers for the metrics page. */
public record Stats(
    int regions, int releases, int openRollouts, long reportsTaken, long reportsRefused) {
  static final Stats NONE = new Stats(0, 0, 0, 0, 0);
}
