package io.sagasuite.saga.definition;

import java.util.regex.Pattern;

/// How names in a document may be spelled, so that each can stand in a topic, a URL and a log line.
enum NameRule {
  /// Sagas, steps and participants.
  NAME("[a-z0-9][a-z0-9-]{0,62}", "must be lower-case letters, digits and hyphens, at most 63"),
  /// Commands, events and signals.
  WORD(
      "[A-Za-z0-9][A-Za-z0-9._-]{0,99}",
      "must be letters, digits, dots, hyphens and underscores, at most 100"),
  /// Kafka topics.
  TOPIC(
      "[A-Za-z0-9._-]{1,249}",
      "must be letters, digits, dots, hyphens and underscores, at most 249"),
  /// Outputs, so that references can spell them.
  OUTPUT(
      "[A-Za-z_][A-Za-z0-9_-]{0,99}",
      "must be letters, digits, hyphens and underscores, at most 100, not beginning with a digit");

  private final Pattern pattern;
  private final String sentence;

  NameRule(String pattern, String sentence) {
    this.pattern = Pattern.compile(pattern);
    this.sentence = sentence;
  }

  boolean allows(String name) {
    return pattern.matcher(name).matches();
  }

  /// What a name must be.
  String sentence() {
    return sentence;
  }
}
