package io.sagasuite.saga.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.saga.definition.Condition;
import io.sagasuite.saga.definition.Condition.ConditionFailedException;
import io.sagasuite.saga.definition.Reference;
import io.sagasuite.saga.definition.Template;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelConditionTest {

  /// Two items of 49.90, one step that succeeded, one that failed, one that was skipped.
  record Sample(Map<String, Object> input) implements Template.Scope {

    Sample() {
      this(sample());
    }

    private static Map<String, Object> sample() {
      Map<String, Object> input = new HashMap<>();
      input.put("items", List.of(Map.of("quantity", 2), Map.of("quantity", 1)));
      input.put("amount", new BigDecimal("49.90"));
      input.put("count", 3);
      input.put("flag", true);
      input.put("country", "DE");
      input.put("nothing", null);
      return input;
    }

    @Override
    public Map<String, Object> env() {
      return Map.of("limit", 40, "carrier", "sandbox");
    }

    @Override
    public String sagaId() {
      return "0199";
    }

    @Override
    public @Nullable Map<String, Object> outputOf(String step) {
      return step.equals("good") ? Map.of("score", 7, "tags", List.of("a", "b")) : null;
    }

    @Override
    public Template.StepEnd endOf(String step) {
      return switch (step) {
        case "good" -> Template.StepEnd.SUCCEEDED;
        case "bad" -> Template.StepEnd.FAILED;
        case "left-out" -> Template.StepEnd.SKIPPED;
        default -> Template.StepEnd.OPEN;
      };
    }

    @Override
    public int round() {
      return 4;
    }
  }

  private static Condition compile(String text) {
    List<String> faults = new ArrayList<>();
    CelCondition condition = CelCondition.compile(text, faults::add);
    assertThat(faults).isEmpty();
    assertThat(condition).isNotNull();
    return condition;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          input.items.size() > 0                              | true
          size(input.items) == 2                              | true
          input.items.exists(item, item.quantity > 1)         | true
          input.items.all(item, item.quantity > 1)            | false
          input.amount > env.limit                            | true
          input.amount > 49                                   | true
          input.count == 3                                    | true
          input.count == 3.0                                  | true
          input.flag                                          | true
          !input.flag                                         | false
          ${input.flag}                                       | true
          input.country in ['DE', 'AT']                       | true
          input.country.matches('^D')                         | true
          input.nothing == null                               | true
          has(input.missing)                                  | false
          has(input.missing) && input.missing > 1             | false
          env.carrier == 'sandbox'                            | true
          sagaId == '0199'                                    | true
          round >= 4                                          | true
          success('good')                                     | true
          failed('good')                                      | false
          "failed('bad') || skipped('left-out')"              | true
          skipped('bad')                                      | false
          steps['good'].output.score > 6                      | true
          steps.good.output['tags'][1] == 'b'                 | true
          steps['good'].status == 'succeeded'                 | true
          has(steps['bad'].output.score)                      | false
          has(steps['left-out'].output.score) ? false : true  | true
          """)
  void decides(String text, boolean expected) {
    assertThat(compile(text).holds(new Sample())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input.missing > 1",
        "input.country > 1",
        "steps['bad'].output.score > 1",
        "input.count / (input.count - 3) > 0",
        "input.items[9].quantity > 0",
        "input.count",
        "input.nothing"
      })
  void saysWhyNothingCanBeDecided(String text) {
    Condition condition = compile(text);

    assertThatThrownBy(() -> condition.holds(new Sample()))
        .isInstanceOf(ConditionFailedException.class)
        .hasMessageStartingWith("'" + text + "' ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          input.items.size() >            | cannot be read at column 21: mismatched input
          input.items.size()              | cannot be read at column
          'yes'                           | cannot be read at column
          inputs.x                        | cannot be read at column 1: undeclared reference to 'inputs'
          now() > 1                       | cannot be read at column 4: undeclared reference to 'now'
          success(input.x)                | cannot be read at column 8: success() needs a step's name in quotes
          steps[input.x].status == 'a'    | 'steps' needs a step's name in quotes
          steps.size() > 0                | 'steps' needs a step's name in quotes
          steps['a'].result == 1          | a step has 'status' and 'output', not 'result'
          false                           | is always false
          1 > 2                           | is always false
          input.flag && false             | is always false
          """)
  void refusesWithThePosition(String text, String sentence) {
    List<String> faults = new ArrayList<>();

    CelCondition.compile(text, faults::add);

    assertThat(faults).singleElement().asString().startsWith(sentence);
  }

  @Test
  void refusesTextThatIsTooLongOrTooDeep() {
    List<String> faults = new ArrayList<>();

    CelCondition.compile("input.x == '" + "x".repeat(2_000) + "'", faults::add);
    CelCondition.compile("(".repeat(500) + "input.x" + ")".repeat(500), faults::add);
    CelCondition.compile(" ", faults::add);

    assertThat(faults).hasSize(3);
  }

  @Test
  @Timeout(20)
  void givesUpOnLoopsWithoutEnd() {
    List<Integer> many = Collections.nCopies(5_000, 1);
    Condition condition =
        compile("input.items.all(a, input.items.all(b, input.items.all(c, c < 2)))");

    assertThatThrownBy(() -> condition.holds(new Sample(Map.of("items", many))))
        .isInstanceOf(ConditionFailedException.class)
        .hasMessageContaining("Iteration budget exceeded");
  }

  @Test
  @Timeout(20)
  void matchesPatternsInLinearTime() {
    Condition condition = compile("input.text.matches('^(a+)+$')");

    boolean holds = condition.holds(new Sample(Map.of("text", "a".repeat(50_000) + "b")));

    assertThat(holds).isFalse();
  }

  @Test
  void tellsWhatItAsksFor() {
    Condition condition =
        compile(
            "success('a') && steps['b'].output.score > 1 && env.limit > 2"
                + " && input.items.all(i, i > round)");

    assertThat(condition.references())
        .containsExactlyInAnyOrder(
            new Reference("steps", "a", List.of()),
            new Reference("steps", "b", List.of("score")),
            new Reference("env", null, List.of("limit")),
            new Reference("input", null, List.of("items")),
            new Reference("round", null, List.of()));
  }

  @Test
  void givesTheSameAnswerFromManyThreads() {
    Condition condition = compile("input.items.exists(item, item.quantity > 1)");

    long trues =
        Arrays.stream(new int[2_000]).parallel().filter(_ -> condition.holds(new Sample())).count();

    assertThat(trues).isEqualTo(2_000);
  }
}
