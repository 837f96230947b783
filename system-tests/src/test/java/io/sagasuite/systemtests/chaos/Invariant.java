package io.sagasuite.systemtests.chaos;

/// What the checker proves, by the numbers of the semantics.
enum Invariant {
  I1("every accepted start ends, or is parked with its evidence"),
  I2("completed: every step is effective exactly once, and none is undone"),
  I3("compensated: every step never took effect, or is undone"),
  I4("effects are undone in reverse of the order that they were built in"),
  I5("no step takes effect after it was undone"),
  I6("stock and money add up, and nothing is negative"),
  I7("no step takes effect twice"),
  I8("the versions of a saga rise by one"),
  I9("the events on Kafka are the journal's rows, in their order"),
  I10("no due time fires early or twice, and none is lost"),
  I11("one submission is one saga"),
  R3("no command leaves before its intent is in the journal"),
  R12("no good message is set aside");

  private final String sentence;

  Invariant(String sentence) {
    this.sentence = sentence;
  }

  Violation brokenBy(Object subject, String evidence) {
    return new Violation(this, subject.toString(), evidence);
  }

  @Override
  public String toString() {
    return name() + " " + sentence;
  }
}
