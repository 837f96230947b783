package io.sagasuite.systemtests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.localstack.launcher.SuiteHome;
import io.sagasuite.systemtests.conformance.Verdict.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The kit finds nothing against participants that keep the rules, and finds what a careless one
/// breaks.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConformanceST {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final EffectSource POINTS =
      new EffectSource.Query("SELECT saga_id, direction FROM points_entry");

  /// What even a careless participant does right.
  private static final List<String> KEPT =
      List.of("answers-once", "reply-names-its-command", "keeps-the-trace", "keeps-order");

  /// What it does wrong, and how that is said.
  private static final Map<String, String> BROKEN =
      Map.of(
          "repeated-command", "was first answered with",
          "rejection-is-an-answer", "was to be rejected",
          "compensation-of-nothing", "1 undo",
          "forward-after-compensation", "3 effects and 1 undo",
          "tombstone", "was to be rejected",
          "record-survives-kill", "was first answered with",
          "two-copies", "was first answered with",
          "goes-on-behind-poison", "ended by itself");

  @TempDir Path folder;

  @Test
  void aParticipantInJavaScriptPasses() throws IOException, InterruptedException {
    Subject subject = NodeExample.subject(NodeExample.folder(), "participant.mjs");

    List<Verdict> verdicts = judge(subject, POINTS, List.of());

    assertThat(verdicts).hasSameSizeAs(Kit.checks());
    assertThat(verdicts).allMatch(verdict -> verdict.result() == Result.PASSED);
  }

  /// First: it would not survive the unreadable messages that the others are judged by, which stay
  /// on their common topic and may come again.
  @Test
  @Order(1)
  void aCarelessParticipantFailsForTheRightReasons() throws IOException, InterruptedException {
    Subject subject = NodeExample.subject(NodeExample.folder(), "careless.mjs");

    List<String> checks = Stream.concat(KEPT.stream(), BROKEN.keySet().stream()).toList();
    Map<String, Verdict> verdicts =
        judge(subject, POINTS, checks).stream()
            .collect(Collectors.toMap(Verdict::check, verdict -> verdict));

    assertThat(verdicts).containsOnlyKeys(checks);
    assertThat(KEPT).allMatch(check -> verdicts.get(check).result() == Result.PASSED);
    BROKEN.forEach((check, reason) -> assertThat(verdicts.get(check).reason()).contains(reason));
  }

  @Test
  void aServiceOfTheSuitePasses() {
    Path home = SuiteHome.find();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Subject subject =
        new Subject(
            "shipping",
            "shipping.commands",
            home,
            java + " -Xmx256m -jar shipping-service/target/quarkus-app/quarkus-run.jar",
            "CreateLabel",
            "CancelLabel",
            label("DE"),
            label("ZZ"));
    String shipments =
        """
        SELECT saga_id, 'execute' FROM shipment
        UNION ALL SELECT saga_id, 'compensate' FROM shipment WHERE status = 'cancelled'\
        """;

    List<Verdict> verdicts = judge(subject, new EffectSource.Query(shipments), List.of());

    assertThat(verdicts).allMatch(verdict -> verdict.result() == Result.PASSED);
  }

  @Test
  void aParticipantThatDoesNotStartIsQuoted() {
    var subject =
        new Subject(
            "absent", "absent.commands", folder, "cat absent.mjs", "Do", "Undo", "{}", null);

    List<Verdict> verdicts = judge(subject, POINTS, List.of("answers-once", "keeps-order"));

    assertThat(verdicts).hasSize(2).allMatch(verdict -> verdict.result() == Result.FAILED);
    assertThat(verdicts).allMatch(verdict -> verdict.reason().contains("cat: absent.mjs"));
  }

  private List<Verdict> judge(Subject subject, EffectSource effects, List<String> checks) {
    try (Kit kit = new Kit(subject, folder, effects, PATIENCE)) {
      return kit.judge(checks, verdict -> System.out.println(ConformanceReport.row(verdict)));
    }
  }

  private static String label(String country) {
    return """
    {"orderId": "o-${sagaId}", "items": [{"productId": "widget", "quantity": 1}],
     "address": {"name": "A. Ada", "street": "1 Main St", "city": "Berlin",
                 "postalCode": "10115", "country": "%s"}}\
    """
        .formatted(country);
  }
}
