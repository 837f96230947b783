package io.sagasuite.systemtests.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Submits one order as a careful customer does: the same order again after every call that broke
/// or was put off, until its end is known. Any other refusal is a failure of the test.
final class OrderClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
  private static final int WAIT_SECONDS = 15;
  private static final long PAUSE_FIRST_MS = 100;
  private static final long PAUSE_MAX_MS = 1_600;
  private static final int CALLS_MAX = 1_000;
  private static final Set<String> SETTLED = Set.of("processed", "rejected", "cancelled", "parked");

  private final List<URI> orchestrators;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  OrderClient(List<String> orchestrators) {
    this.orchestrators = orchestrators.stream().map(url -> URI.create(url + "/orders")).toList();
  }

  /// @param turn which orchestrator is called first
  OrderOutcome settle(Map<String, Object> order, int turn) {
    String orderId = (String) order.get("orderId");
    long sentAt = System.nanoTime();
    Set<UUID> sagaIds = new HashSet<>();
    for (int call = 0; call < CALLS_MAX; call++) {
      JsonNode view = submit(order, orchestrators.get((turn + call) % orchestrators.size()));
      if (view == null) {
        pause(call);
      } else {
        sagaIds.add(UUID.fromString(view.path("sagaId").asText()));
        String status = view.path("status").asText();
        if (SETTLED.contains(status)) {
          String source = (String) order.get("paymentSource");
          return new OrderOutcome(
              orderId, source, sagaIds, status, sentAt, System.nanoTime(), call + 1);
        }
      }
    }
    throw new AssertionError(orderId + " has no answer");
  }

  /// The view, or null when the call has to be made again.
  private JsonNode submit(Map<String, Object> order, URI orchestrator) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(orchestrator)
              .timeout(CALL_TIMEOUT)
              .header("Content-Type", "application/json")
              .header("Prefer", "wait=" + WAIT_SECONDS)
              .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(order)))
              .build();
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() / 100 == 2) {
        return JSON.readTree(answer.body());
      }
      if (answer.statusCode() < 500) {
        throw new AssertionError(
            answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return null;
    } catch (IOException brokenCall) {
      return null;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// Longer each time, so that customers do not keep a suite down that wants to come up.
  private static void pause(int call) {
    try {
      Thread.sleep(Math.min(PAUSE_FIRST_MS << Math.min(call, 10), PAUSE_MAX_MS));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("the run was given up", e);
  }
}
