package io.sagasuite.http.call;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text in which secrets stand by their names, as `${secret.NAME}`.
final class SecretText {

  private static final String OPENING = "${secret.";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{secret\\.([^}]*)}");

  /// Also the name of a file, so it never begins with a dot and never has a slash.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private SecretText() {}

  static boolean isIn(String text) {
    return text.contains(OPENING);
  }

  /// Adds the names of the secrets that a text refers to.
  static void collect(String place, String text, Set<String> names) {
    if (!isIn(text)) {
      return;
    }
    Matcher references = REFERENCE.matcher(text);
    while (references.find()) {
      String name = references.group(1);
      if (!NAME.matcher(name).matches()) {
        throw RefusedCallException.invalid(place, "refers to a secret by what is no name");
      }
      names.add(name);
    }
    if (isIn(references.replaceAll(""))) {
      throw RefusedCallException.invalid(place, "refers to a secret without a closing brace");
    }
  }

  static String filled(String text, Map<String, String> secrets) {
    return isIn(text)
        ? REFERENCE
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(secrets.getOrDefault(found.group(1), "")))
        : text;
  }

  /// The text with a harmless word in every secret's place.
  static String masked(String text) {
    return REFERENCE.matcher(text).replaceAll("secret");
  }
}
