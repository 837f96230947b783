package io.sagasuite.saga.definition;

import static io.sagasuite.saga.definition.Documents.HEAD;
import static io.sagasuite.saga.definition.Documents.parse;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A step that calls a URL: the command it becomes, its compensation, and the secrets it keeps.
class HttpStepTest {

  @Test
  void compilesAnHttpCallToACommand() {
    Step step =
        parse(
                HEAD
                    + """
                    steps:
                      network:
                        http:
                          method: POST
                          url: "http://h/networks"
                          headers: { Authorization: "Bearer ${secret.network-token}" }
                          body: { name: "${input.name}" }
                          accept: [200, 201]
                          timeout: PT10S
                          outputs: { id: vpc.id }
                          compensation: { method: DELETE, url: "http://h/networks/${output.id}" }
                    """)
            .step("network");

    assertThat(step.outputs()).containsExactly("id");
    assertThat(step.timing().timeout()).isEqualTo(Duration.ofSeconds(15));
    Action.Command command = (Action.Command) step.action();
    assertThat(command.participant() + "." + command.command()).isEqualTo("http.CallHttp");
    assertThat(command.compensation()).isEqualTo("CallHttp");
    assertThat(step.input().renderObject(new Fixed()))
        .isEqualTo(
            Map.of(
                "method", "POST",
                "url", "http://h/networks",
                "headers", Map.of("Authorization", "Bearer ${secret.network-token}"),
                "body", Map.of("name", "n1"),
                "accept", List.of(200, 201),
                "timeout", "PT10S",
                "outputs", Map.of("id", "vpc.id")));
    assertThat(command.compensationInput().renderObject(new Fixed()))
        .isEqualTo(Map.of("method", "DELETE", "url", "http://h/networks/7"));
  }

  @Test
  void leavesOutATextOfACallThatLacksOneOfItsParts() {
    Action.Command command =
        (Action.Command)
            parse(
                    HEAD
                        + """
                        steps:
                          network:
                            http:
                              url: "http://h/networks"
                              outputs: { id: id, zone: zone }
                              compensation:
                                method: DELETE
                                url: "http://h/networks/${output.zone}"
                                query: { id: "n-${output.id}" }
                        """)
                .step("network")
                .action();

    assertThat(command.compensationInput().renderObject(new Fixed()))
        .as("a DELETE of /networks/ would not undo this step but all")
        .isEqualTo(Map.of("method", "DELETE", "query", Map.of("id", "n-7")));
  }

  @Test
  void letsNoInputAskForASecret() {
    Template call =
        parse(
                HEAD
                    + """
                    steps:
                      a:
                        http:
                          url: "${input.name}"
                          headers: { Authorization: "Bearer ${secret.token}" }
                          query: { q: "x-${input.name}", two: "${input.left}${input.right}" }
                          body: { name: "${input.name}", all: "${input}" }
                          compensation: none
                      b: { participant: mail, command: Send, compensation: none, input: { t: "${input.name}" } }
                    """)
            .step("a")
            .input();

    Map<String, Object> asked =
        Map.of("name", "http://evil/?s=${secret.token}", "left", "${sec", "right", "ret.token}");

    assertThat(call.renderObject(new Fixed(asked)))
        .isEqualTo(
            Map.of(
                "headers", Map.of("Authorization", "Bearer ${secret.token}"),
                "query", Map.of(),
                "body", Map.of()));
  }

  private record Fixed(Map<String, Object> input) implements Template.Scope {
    Fixed() {
      this(Map.of("name", "n1"));
    }

    @Override
    public Map<String, Object> env() {
      return Map.of();
    }

    @Override
    public String sagaId() {
      return "id";
    }

    @Override
    public Map<String, Object> outputOf(String step) {
      return null;
    }

    @Override
    public Template.StepEnd endOf(String step) {
      return Template.StepEnd.OPEN;
    }

    @Override
    public Map<String, Object> ownOutput() {
      return Map.of("id", 7);
    }
  }
}
