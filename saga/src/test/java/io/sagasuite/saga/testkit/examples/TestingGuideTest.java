package io.sagasuite.saga.testkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.saga.decision.TurnReason;
import io.sagasuite.saga.definition.DefinitionParser;
import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.testkit.Behaviour;
import io.sagasuite.saga.testkit.SagaTable;
import io.sagasuite.saga.testkit.SagaTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Everything that the guide to the kit shows, run; and the guide held against it word for word.
class TestingGuideTest {

  private static final Path GUIDE = Path.of("../docs/testkit.md");
  private static final Path THIS =
      Path.of("src/test/java/io/sagasuite/saga/testkit/examples/TestingGuideTest.java");

  private static final String YAML =
      """
      apiVersion: saga/v1
      name: purchase
      steps:
        reserve-stock:
          participant: inventory
          command: ReserveStock
          compensation: ReleaseStock
          input: { productId: "${input.productId}" }
          outputs: [reservationId]
        take-payment:
          participant: payment
          command: TakePayment
          compensation: RefundPayment
          needs: [reserve-stock]
          input: { amount: "${input.amount}" }
          outputs: [paymentId]
          timeout: PT5S
          retry: { maxAttempts: 3, initialInterval: PT1S, multiplier: 2.0, jitter: 0 }
      output: { paymentId: "${steps['take-payment'].output.paymentId}" }
      """;

  private final SagaDefinition purchase = DefinitionParser.parse(Documents.yaml(YAML));
  private final Map<String, Object> input = Map.of("productId", "widget", "amount", "49.90");

  @Test
  void aFirstTest() {
    SagaTest.of(purchase)
        .input(input)
        .participant("inventory")
        .on("ReserveStock")
        .succeeds(Map.of("reservationId", "r-1"))
        .participant("payment")
        .on("TakePayment")
        .rejects("payment_declined")
        .undo("reserve-stock")
        .succeeds()
        .run()
        .isCompensated("payment_declined")
        .sent("ReserveStock", "TakePayment", "ReleaseStock")
        .step(
            "reserve-stock",
            step -> step.undoneWith(Map.of("productId", "widget"), Map.of("reservationId", "r-1")));
  }

  @Test
  void aTable() {
    SagaTable.of(purchase)
        .always(test ->
            test.input(input)
                .step("reserve-stock")
                .succeeds(Map.of("reservationId", "r-1"))
                .step("take-payment")
                .succeeds(Map.of("paymentId", "p-1"))
                .undoingSucceeds())
        .row("sells")
        .expect(run -> run.isCompleted().output(Map.of("paymentId", "p-1")))
        .row("has nothing to sell")
        .participants(test -> test.step("reserve-stock").rejects("product_not_available"))
        .expect(run -> run.isCompensated("product_not_available").undone())
        .row("gives the stock back when the card is declined")
        .participants(test -> test.step("take-payment").rejects("payment_declined"))
        .expect(run -> run.isCompensated("payment_declined").undone("reserve-stock"))
        .check();
  }

  private SagaTest test() {
    return SagaTest.of(purchase)
        .input(input)
        .step("reserve-stock")
        .succeeds(Map.of("reservationId", "r-1"))
        .step("take-payment")
        .succeeds(Map.of("paymentId", "p-1"))
        .undoingSucceeds();
  }

  @Test
  void attemptsOneAfterAnother() {
    test()
        .step("take-payment")
        .answers(
            Behaviour.fails("gateway_unavailable"),
            Behaviour.neverAnswers(),
            Behaviour.succeeds(Map.of("paymentId", "p-3")).after(Duration.ofSeconds(2)).twice())
        .run()
        .isCompleted()
        .step(
            "take-payment",
            step -> step.attemptedAt(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(8)))
        .took(Duration.ofSeconds(10));
  }

  @Test
  void peopleAct() {
    test()
        .step("take-payment")
        .succeedsAfter(Duration.ofSeconds(3), Map.of("paymentId", "p-1"))
        .at(Duration.ofSeconds(1))
        .cancel()
        .run()
        .isCompensated(TurnReason.CANCELLED)
        .undone("take-payment", "reserve-stock");

    test().atRest().compensate().run().isCompensated(TurnReason.OPERATOR);
  }

  @Test
  void everythingTwice() {
    test().deliveringTwice().run().isCompleted().sent("ReserveStock", "TakePayment");
  }

  @Test
  void showsWhatAFailureReallyPrints() throws IOException {
    SagaTest declined = test().step("take-payment").rejects("payment_declined");
    assertThatThrownBy(() -> declined.run().isCompleted())
        .isInstanceOf(AssertionError.class)
        .hasMessage(blocks("text").getFirst().stripTrailing());
  }

  @Test
  void showsOnlyWhatIsRunHere() throws IOException {
    String source = withoutIndentation(Files.readString(THIS));
    assertThat(blocks("java")).hasSizeGreaterThan(4);
    assertThat(blocks("java"))
        .allSatisfy(block -> assertThat(source).contains(withoutIndentation(block)));
    assertThat(blocks("yaml")).containsExactly(YAML);
  }

  @Test
  void namesEveryExample() throws IOException {
    String guide = Files.readString(GUIDE);
    assertThat(Examples.names()).allSatisfy(name -> assertThat(guide).contains("`" + name + "`"));
  }

  private static List<String> blocks(String language) throws IOException {
    Pattern fence = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL);
    return fence
        .matcher(Files.readString(GUIDE))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static String withoutIndentation(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
  }
}
