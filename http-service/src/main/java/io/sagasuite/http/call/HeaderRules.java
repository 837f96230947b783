package io.sagasuite.http.call;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Which headers a saga may write. Those that belong to the connection or to this service are not
/// its own.
final class HeaderRules {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
  private static final Pattern UNSENDABLE = Pattern.compile("[^\\t\\x20-\\x7e\\x80-\\xff]");
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "connection",
          "keep-alive",
          "content-length",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "idempotency-key",
          "traceparent");

  private HeaderRules() {}

  static void check(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw RefusedCallException.invalid("headers", "has a name that no header can have");
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw RefusedCallException.invalid("headers." + name, "is not for the saga to set");
    }
    if (isUnsendable(value)) {
      throw RefusedCallException.invalid(
          "headers." + name, "has a line break, or what no header can carry");
    }
  }

  static boolean isUnsendable(String value) {
    return UNSENDABLE.matcher(value).find();
  }
}
