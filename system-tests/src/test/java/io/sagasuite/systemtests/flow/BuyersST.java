package io.sagasuite.systemtests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.sagasuite.systemtests.SampleOrders;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// More buyers than pieces.
class BuyersST {

  @Test
  void exactlyAsManyAreServedAsThereArePieces() {
    Suite.putStock("hot", 100);

    List<Response> answers =
        Crowd.of(
            300, i -> Crowd.submit(i % 2 == 0 ? "orchestrator" : "orchestrator-2", onePiece()));

    Map<String, Long> outcomes =
        answers.stream()
            .map(answer -> answer.then().statusCode(200).extract().jsonPath())
            .map(view -> view.getString("status") + " " + view.getString("failure.code"))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(outcomes)
        .isEqualTo(Map.of("processed null", 100L, "rejected product_not_available", 200L));
    RejectedOrderST.assertStock("hot", 0, 100);
  }

  private static Map<String, Object> onePiece() {
    return SampleOrders.with("items", List.of(SampleOrders.item("hot", 1)));
  }
}
