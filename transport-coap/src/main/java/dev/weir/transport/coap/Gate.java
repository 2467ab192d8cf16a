package dev.weir.transport.coap;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees each request before the library keeps anything of it. It hears only devices, and drops
 * blocks (Block1) that are not for {@code /up}: the library would put them together for any URI
 * that a device makes up, each in a buffer of its own.
 */
final class Gate extends MessageInterceptorAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final Consumer<Caller> heardFrom;

  Gate(Consumer<Caller> heardFrom) {
    this.heardFrom = heardFrom;
  }

  @Override
  public void receiveRequest(Request request) {
    Caller.of(request).ifPresentOrElse(caller -> judge(request, caller), request::cancel);
  }

  private void judge(Request request, Caller caller) {
    heardFrom.accept(caller);
    if (request.getOptions().hasBlock1() && !isUplink(request)) {
      LOG.debug("{} sent a block that is not for /up; dropped", caller.device());
      request.cancel();
    }
  }

  private static boolean isUplink(Request request) {
    OptionSet options = request.getOptions();
    return request.getCode() == Code.POST
        && options.getUriPath().equals(List.of("up"))
        && options.getUriQuery().isEmpty();
  }
}
