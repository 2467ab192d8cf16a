package dev.weir.transport.http;

import dev.weir.protocol.id.Digest;

/** Where artifacts stand. Source: docs/protocol.md, section 7.1. */
public final class Paths {
  /** The transport's name. */
  public static final String TRANSPORT = "http";

  /** What stands before a digest. */
  public static final String ARTIFACTS = "/v1/artifacts/";

  private Paths() {}

  public static String of(Digest artifact) {
    return ARTIFACTS + artifact.hex();
  }
}
