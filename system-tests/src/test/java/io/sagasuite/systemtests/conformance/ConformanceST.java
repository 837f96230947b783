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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kit finds nothing against participants that keep the rules, and finds what a careless one
/// breaks.
class ConformanceST {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final EffectSource POINTS =
      new EffectSource.Query("SELECT saga_id, direction FROM points_entry");

  @TempDir Path folder;

  @Test
  void aParticipantInJavaScriptPasses() throws IOException, InterruptedException {
    Subject subject = NodeExample.subject(NodeExample.folder(), "participant.mjs");

    List<Verdict> verdicts = judge(subject, POINTS, List.of());

    assertThat(verdicts).hasSameSizeAs(Kit.checks());
    assertThat(verdicts).allMatch(verdict -> verdict.result() == Result.PASSED);
  }

  @Test
  void aCarelessParticipantFailsForTheRightReasons() throws IOException, InterruptedException {
    Subject subject = NodeExample.subject(NodeExample.folder(), "careless.mjs");

    Map<String, Verdict> verdicts =
        judge(subject, POINTS, List.of()).stream()
            .collect(Collectors.toMap(Verdict::check, verdict -> verdict));

    assertThat(List.of("answers-once", "reply-names-its-command", "keeps-the-trace", "keeps-order"))
        .allMatch(check -> verdicts.get(check).result() == Result.PASSED);
    assertThat(verdicts.get("repeated-command").reason()).contains("was first answered with");
    assertThat(verdicts.get("compensation-of-nothing").reason()).contains("1 undo");
    assertThat(verdicts.get("tombstone").reason()).contains("was to be rejected");
    assertThat(verdicts.get("rejection-is-an-answer").reason()).contains("was to be rejected");
    assertThat(verdicts.get("record-survives-kill").reason()).contains("was first answered with");
    assertThat(verdicts.get("two-copies").reason()).contains("was first answered with");
    assertThat(verdicts.get("goes-on-behind-poison").reason()).contains("ended by itself");
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
