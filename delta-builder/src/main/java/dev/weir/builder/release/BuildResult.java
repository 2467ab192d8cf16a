package dev.weir.builder.release;

import dev.weir.protocol.manifest.Manifest;
import java.util.List;

/** What became of a request. */
public sealed interface BuildResult {
  /**
   * The folder holds the manifest and its payloads.
   *
   * @param imageBytes size of the image
   * @param fullBytes size of the full payload
   * @param deltas what was made, bases in the order of the request
   */
  record Built(
      ReleaseFolder folder, Manifest manifest, long imageBytes, long fullBytes, List<Tried> deltas)
      implements BuildResult {}

  /**
   * A delta that was made.
   *
   * @param variant its name, such as {@code mixed-1M}
   * @param offered false where every device is better off with another delta or the full payload
   */
  record Tried(Base base, String variant, long bytes, boolean offered) {}

  /**
   * Nothing was made.
   *
   * @param faults each says what, where and what to do; at least one
   */
  record Refused(List<String> faults) implements BuildResult {}
}
