package io.sagasuite.http.call;

import java.util.Locale;
import java.util.regex.Pattern;

/// Masks what looks like a secret although nobody has named it as one: credentials and the values
/// of telling names, in headers, addresses and JSON.
public final class SensitiveText {

  static final String MASK = "***";

  private static final String NAME =
      "[\\w-]{0,40}(?:password|passwd|api[_-]?key|token|authorization|secret|cookie)[\\w-]{0,40}";
  private static final Pattern NAMES = Pattern.compile("(?i)" + NAME);
  private static final Pattern CREDENTIALS =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]+");
  private static final Pattern HEADER_LINES =
      Pattern.compile("(?i)\\b((?:set-)?cookie|authorization)\\s*:\\s*[^\\r\\n\"]+");
  private static final Pattern PAIRS =
      Pattern.compile(
          "(?i)(\"?"
              + NAME
              + "\"?\\s*[:=]\\s*)(?:\"(?:\\\\.|[^\"\\\\])*+\"?|[^\\s,;&\"'{}\\[\\]]+)");

  private SensitiveText() {}

  /// The text with every such value masked.
  public static String masked(String text) {
    String open = CREDENTIALS.matcher(text).replaceAll("$1 " + MASK);
    open = HEADER_LINES.matcher(open).replaceAll("$1: " + MASK);
    return PAIRS.matcher(open).replaceAll("$1" + MASK);
  }

  /// True for a name whose value is nobody's business.
  static boolean isTelling(String name) {
    return NAMES.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }
}
