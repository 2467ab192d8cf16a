package dev.weir.trust.manifest;

import dev.weir.protocol.id.Digest;
import dev.weir.protocol.id.Model;
import dev.weir.protocol.id.Version;
import dev.weir.protocol.manifest.PayloadCodec;
import java.util.List;

/**
 * What a device knows of itself when it judges a manifest.
 *
 * @param hardware revision
 * @param running the active slot's version
 * @param counter of the active release; 0 where the active image came without one
 * @param image the active slot's measured digest
 * @param codecs that it can decode
 * @param memory that a decoder may use, in bytes
 */
public record DeviceFacts(
    Model model,
    String hardware,
    Version running,
    long counter,
    Digest image,
    List<PayloadCodec> codecs,
    long memory) {
  public DeviceFacts {
    codecs = List.copyOf(codecs);
  }
}
