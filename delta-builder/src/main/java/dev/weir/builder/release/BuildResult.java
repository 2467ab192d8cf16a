package dev.weir.builder.release;

import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.PayloadCodec;
import java.util.List;

/** What became of a request. */
public sealed interface BuildResult {
  /**
   * The folder holds the manifest and its payloads.
   *
   * @param imageBytes size of the image
   * @param fullBytes size of the full payload
   * @param deltas what became of each base and codec, bases in the order of the request
   */
  record Built(
      ReleaseFolder folder, Manifest manifest, long imageBytes, long fullBytes, List<Tried> deltas)
      implements BuildResult {}

  /**
   * A delta that was made.
   *
   * @param offered false where no device is better off with it than with the full payload
   */
  record Tried(Base base, PayloadCodec codec, long bytes, boolean offered) {}

  /**
   * Nothing was made.
   *
   * @param faults each says what, where and what to do; at least one
   */
  record Refused(List<String> faults) implements BuildResult {}
}
