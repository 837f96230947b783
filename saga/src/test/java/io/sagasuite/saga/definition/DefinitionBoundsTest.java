package io.sagasuite.saga.definition;

import static io.sagasuite.saga.definition.Documents.violationsOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Documents as large as they may be, and larger: each is read or refused in moderate time.
class DefinitionBoundsTest {

  @Test
  @Timeout(20)
  void readsAChainOfAsManyStepsAsAreAllowed() {
    SagaDefinition chain = chain("chain", DefinitionValidator.STEPS_MAX).build();

    assertThat(chain.graph().isAncestor("s0", "s" + (DefinitionValidator.STEPS_MAX - 1))).isTrue();
    assertThat(violationsOf(chain("chain", DefinitionValidator.STEPS_MAX + 1).document()))
        .containsExactly("steps: must not be more than 2000");
  }

  private static SagaDefinitionBuilder chain(String name, int length) {
    SagaDefinitionBuilder builder = SagaDefinitionBuilder.saga(name);
    // the last one first, so that everything has to follow the needs and not the document's order
    for (int i = length - 1; i >= 0; i--) {
      String[] needs = i == 0 ? new String[0] : new String[] {"s" + (i - 1)};
      builder.step("s" + i, s -> s.command("p", "Do", "Undo").needs(needs));
    }
    return builder;
  }

  @Test
  @Timeout(20)
  void refusesACircleOfThousandsOfStepsInOneLine() {
    SagaDefinitionBuilder builder = chain("circle", 2_000);
    builder.step("s0", s -> s.command("p", "Do", "Undo").needs("s1999"));

    assertThat(violationsOf(builder.document()))
        .singleElement()
        .asString()
        .startsWith("steps.s1999.needs: goes round in a circle: s1999 -> s1998 -> ")
        .endsWith(" -> ... -> s1999");
  }

  @Test
  @Timeout(20)
  void refusesDocumentsThatAreTooLargeOrTooDeep() {
    List<Object> many = new ArrayList<>();
    for (int i = 0; i < 100_001; i++) {
      many.add(i);
    }
    Object deep = "x";
    for (int i = 0; i < 60; i++) {
      deep = Map.of("d", deep);
    }
    Map<String, Object> loop = new HashMap<>();
    loop.put("env", loop);

    assertThat(violationsOf(Map.of("env", many)))
        .containsExactly(
            ": the document is too large; it may have 100000 values and 4000000 characters");
    assertThat(violationsOf(Map.of("env", "x".repeat(4_000_001)))).hasSize(1);
    assertThat(violationsOf(Map.of("env", deep)))
        .singleElement()
        .asString()
        .startsWith("env.d.d.")
        .endsWith(": is nested too deep; 50 levels are allowed");
    assertThat(violationsOf(loop)).hasSize(1);
  }

  @Test
  @Timeout(20)
  void namesNoMoreReasonsThanSomebodyCanRead() {
    SagaDefinitionBuilder builder = SagaDefinitionBuilder.saga("bad");
    for (int i = 0; i < 2_000; i++) {
      builder.step("step-" + i, s -> s.command("p", "Do", "Undo").needs("stepp-1", "stepp-2"));
    }

    assertThat(violationsOf(builder.document())).hasSize(Violations.REASONS_MAX);
  }
}
