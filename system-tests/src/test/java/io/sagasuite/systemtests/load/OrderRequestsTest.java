package io.sagasuite.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderRequestsTest {

  @Test
  void spreadsOrdersOverTheProducts() {
    OrderRequests requests = new OrderRequests("run", new OrderShape(0, 2, 0));

    assertThat(List.of(text(requests, 0), text(requests, 1), text(requests, 2)))
        .satisfiesExactly(
            first -> assertThat(first).contains("\"productId\":\"widget\""),
            second -> assertThat(second).contains("\"productId\":\"widget-1\""),
            third -> assertThat(third).contains("\"productId\":\"widget\""));
  }

  @Test
  void startsSagasWhereOrdersHaveNoRoom() {
    OrderRequests requests = new OrderRequests("run", new OrderShape(0.5, 1, 100));

    assertThat(text(requests, 0)).startsWith("POST /sagas ").hasSizeBetween(102_400, 104_000);
    assertThat(IntStream.range(0, 2).mapToObj(requests::expected))
        .containsExactly(
            new Ending("completed", "processed"), new Ending("compensated", "rejected"));
  }

  @Test
  void tellsTheLengthOfTheBody() {
    String request = text(new OrderRequests("run", OrderShape.PLAIN), 7);
    String body = request.substring(request.indexOf("\r\n\r\n") + 4);

    assertThat(request).startsWith("POST /orders ").contains("Content-Length: " + body.length());
  }

  private static String text(OrderRequests requests, long index) {
    return requests.of(index).toString();
  }
}
