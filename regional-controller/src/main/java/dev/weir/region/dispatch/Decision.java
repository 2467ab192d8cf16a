package dev.weir.region.dispatch;

import java.util.function.Supplier;

/** Whether a device may be updated now. */
public sealed interface Decision {
  /** It may; the permit's end is set when the desired state is made. */
  record Permit() implements Decision {}

  /**
   * It may not. The texts are made when somebody reads them: the dispatcher never does.
   *
   * @param why for people
   * @param next when, or what has to happen
   */
  record Blocked(Rule rule, Supplier<String> why, Supplier<String> next) implements Decision {
    public String detail() {
      return why.get();
    }

    public String nextChange() {
      return next.get();
    }
  }

  default boolean isPermit() {
    return this instanceof Permit;
  }

  static Decision blocked(Rule rule, Supplier<String> why, Supplier<String> next) {
    return new Blocked(rule, why, next);
  }

  static Decision blocked(Rule rule, Supplier<String> why, String next) {
    return new Blocked(rule, why, () -> next);
  }
}
