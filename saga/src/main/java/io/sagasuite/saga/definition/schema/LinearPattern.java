package io.sagasuite.saga.definition.schema;

import com.google.re2j.Pattern;
import com.networknt.schema.regex.RegularExpression;

/// A pattern whose matching takes time in proportion to the text, whoever wrote either of them.
final class LinearPattern implements RegularExpression {

  private final Pattern pattern;

  LinearPattern(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  @Override
  public boolean matches(String text) {
    return pattern.matcher(text).find();
  }
}
