package io.sagasuite.saga.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.SagaDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiagramGoldenTest {

  private static final Path ORDER =
      Path.of("../orchestrator-service/src/main/resources/definitions/order.yaml");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static void check(String name, SagaDefinition definition) throws IOException {
    Path golden = GOLDEN.resolve(name);
    String drawn = Diagram.of(definition);
    if (Boolean.getBoolean("golden.accept")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, drawn);
    }
    assertThat(drawn)
        .as("accept with: mvn -pl saga test -Dtest=DiagramGoldenTest -Dgolden.accept=true")
        .isEqualTo(Files.readString(golden));
  }

  @Test
  void drawsTheOrder() throws IOException {
    check("order.mmd", Documents.parse(Files.readString(ORDER)));
  }

  @Test
  void drawsEveryKindOfStep() throws IOException {
    check(
        "every-kind.mmd",
        Documents.parse(
            """
            apiVersion: saga/v1
            name: every-kind
            every: { interval: PT30S, until: Stop }
            steps:
              check: { validate: input }
              end:
                participant: p
                command: Do
                compensation: Undo
                needs: [check]
                when: "input.name != \\"<b>#1</b>\\" && input.x < 5"
                forEach: "${input.items}"
                delay: PT5S
              covered: { coveredBy: { step: start, codes: [b, a] } }
              start: { participant: p, command: Do, compensation: none, required: false }
              wait: { signal: approved, timeout: PT1H, needs: [end, start] }
              child: { saga: other, needs: [wait] }
              pivot: { participant: p, command: Do, kind: pivot, needs: [child] }
              side: { saga: other, detached: true, needs: [pivot] }
              late: { participant: p, command: Do, kind: retriable, needs: [pivot] }
              tell: { publish: { event: E, topic: t }, needs: [late] }
            """));
  }

  @Test
  void leavesNothingInALabelThatCouldBeMarkup() {
    String drawn =
        Diagram.of(
            Documents.parse(
                """
                apiVersion: saga/v1
                name: tricky
                steps:
                  a: { signal: go, when: "input.a == '\\"]; click s0 href <script>%% `x` {y}'" }
                """));

    String label = drawn.lines().filter(line -> line.contains("s0[/")).findFirst().orElseThrow();
    String inside = label.substring(label.indexOf("\"") + 1, label.lastIndexOf("\""));
    assertThat(inside.replace("<br/>", "")).doesNotContainPattern("[\"<>`{}\\\\]|%%");
  }
}
