package io.sagasuite.saga.testkit;

import io.sagasuite.saga.definition.DefinitionParser;
import io.sagasuite.saga.definition.SagaDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A table of tests of one definition: each row says what is given, what the participants do and
/// what comes of it. Rows know nothing of each other, and all that fail are reported together.
public final class SagaTable {

  private final SagaDefinition definition;
  private final List<Row> rows = new ArrayList<>();
  private Consumer<SagaTest> always = test -> {};

  private SagaTable(SagaDefinition definition) {
    this.definition = definition;
  }

  /// Begins a table for this definition.
  public static SagaTable of(SagaDefinition definition) {
    return new SagaTable(definition);
  }

  /// Begins a table for the definition that the document describes.
  ///
  /// @throws io.sagasuite.saga.definition.InvalidDefinitionException when it could not be run
  public static SagaTable of(Map<String, Object> document) {
    return of(DefinitionParser.parse(document));
  }

  /// What holds in every row where the row itself says nothing else.
  public SagaTable always(Consumer<SagaTest> common) {
    always = common;
    return this;
  }

  /// Begins a row.
  public Drafted row(String name) {
    return new Drafted(name);
  }

  /// The rows, for a test runner that shows each as a test of its own.
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /// Runs all rows.
  ///
  /// @throws AssertionError that names every row that failed
  public void check() {
    if (rows.isEmpty()) {
      throw new AssertionError("the table has no rows");
    }
    List<String> failures = new ArrayList<>();
    for (Row row : rows) {
      try {
        row.check();
      } catch (AssertionError e) {
        failures.add("row '" + row.name() + "': " + e.getMessage());
      }
    }
    if (!failures.isEmpty()) {
      String text = "%d of %d rows failed\n".formatted(failures.size(), rows.size());
      throw new AssertionError(text + String.join("\n\n", failures));
    }
  }

  /// One row, ready to run.
  ///
  /// @param test what is given, and what the participants do
  /// @param expectations what must come of it
  public record Row(String name, SagaTest test, Consumer<SagaRun> expectations) {

    /// Runs the row.
    ///
    /// @throws AssertionError when something does not come as the row says
    public void check() {
      expectations.accept(test.run());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// A row in the making.
  public final class Drafted {

    private final String name;
    private final SagaTest test = SagaTest.of(definition);

    private Drafted(String name) {
      this.name = name;
      always.accept(test);
    }

    /// The saga's input.
    public Drafted given(Map<String, Object> input) {
      test.input(input);
      return this;
    }

    /// What participants and people do in this row.
    public Drafted participants(Consumer<SagaTest> script) {
      script.accept(test);
      return this;
    }

    /// What must come of it, which ends the row.
    public SagaTable expect(Consumer<SagaRun> expectations) {
      rows.add(new Row(name, test, expectations));
      return SagaTable.this;
    }
  }
}
