package dev.weir.transport.coap;

import dev.weir.protocol.channel.Fetched;
import dev.weir.protocol.wire.Bytes;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;

/**
 * Fetches one piece, a block at a time (Block2, RFC 7959), into a buffer of the asked size. What
 * does not fit, or is not the block that was asked for, ends it.
 */
final class PieceFetch {
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

  private final Link link;
  private final Ask ask;
  private final Consumer<Fetched> reply;
  private final byte[] content;
  private int filled;
  private int szx = BlockOption.size2Szx(Settings.BLOCK);

  private PieceFetch(Link link, Ask ask, Consumer<Fetched> reply) {
    this.link = link;
    this.ask = ask;
    this.reply = reply;
    this.content = new byte[ask.length()];
  }

  /**
   * @param reply called once and later, unless the link is closed before
   */
  static void begin(Link link, Ask ask, Consumer<Fetched> reply) {
    new PieceFetch(link, ask, reply).next();
  }

  /** What trouble of the link amounts to. */
  static Fetched.Later trouble(String why) {
    return new Fetched.Later(AFTER_TROUBLE, why);
  }

  private void next() {
    Request get = link.request(Code.GET, Ask.ROOT, ask.artifact().hex());
    ask.query().forEach(get.getOptions()::addUriQuery);
    get.getOptions().setBlock2(szx, false, filled / BlockOption.szx2Size(szx));
    link.ask(get, this::answered);
  }

  private void answered(Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered) {
      judge(answered.response());
    } else if (outcome instanceof Outcome.Failed failed) {
      reply.accept(trouble(failed.why()));
    }
  }

  private void judge(Response response) {
    if (response.getCode() == ResponseCode.CONTENT) {
      block(response);
    } else if (response.getCode() == ResponseCode.NOT_FOUND) {
      reply.accept(new Fetched.Refused(text(response)));
    } else if (response.getCode() == ResponseCode.SERVICE_UNAVAILABLE) {
      reply.accept(
          new Fetched.Later(
              Duration.ofSeconds(Math.max(1, response.getOptions().getMaxAge())), text(response)));
    } else {
      reply.accept(trouble("the region answered " + text(response)));
    }
  }

  private void block(Response response) {
    BlockOption block = response.getOptions().getBlock2();
    byte[] bytes = response.getPayloadSize() == 0 ? new byte[0] : response.getPayload();
    if (bytes.length > content.length - filled) {
      reply.accept(trouble("the region sent more than was asked for"));
    } else if (block == null ? filled > 0 : !follows(block, bytes.length)) {
      reply.accept(trouble("the region sent another block than was asked for"));
    } else {
      System.arraycopy(bytes, 0, content, filled, bytes.length);
      filled += bytes.length;
      proceed(block);
    }
  }

  private boolean follows(BlockOption block, int length) {
    return block.getOffset() == filled && (!block.isM() || length == block.getSize());
  }

  private void proceed(BlockOption block) {
    if (block != null && block.isM()) {
      szx = block.getSzx();
      next();
    } else {
      reply.accept(
          new Fetched.Piece(
              filled == content.length ? Bytes.wrap(content) : Bytes.of(content, 0, filled)));
    }
  }

  private static String text(Response response) {
    String text = response.getPayloadString();
    return text.isEmpty() ? response.getCode().toString() : response.getCode() + " " + text;
  }
}
