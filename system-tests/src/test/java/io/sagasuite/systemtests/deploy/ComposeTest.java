package io.sagasuite.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sagasuite.localstack.kafka.SuiteTopics;
import io.sagasuite.localstack.postgres.SuiteDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The compose file names what there is, and no secret in it has a default.
class ComposeTest {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(:[?-])?([^}]*)}");
  private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|TOKEN|SECRET|KEY)");

  private final JsonNode services =
      Yaml.document(Modules.ROOT.resolve("docker-compose.yml")).path("services");

  @Test
  void everyServiceRunsAtItsPort() {
    for (String service : Modules.services()) {
      assertThat(services.at("/" + service + "/image").asText())
          .startsWith("saga-suite/" + service + ":");
      assertThat(services.at("/" + service + "/ports/0").asText())
          .startsWith("127.0.0.1:")
          .endsWith(":" + Modules.port(service));
    }
  }

  @Test
  void everyServiceReadsWhatItIsTold() {
    for (String service : Modules.services()) {
      JsonNode environment = services.at("/" + service + "/environment");
      assertThat(environment.path("SUITE_DB_USER").asText()).isEqualTo(service);
      environment
          .fieldNames()
          .forEachRemaining(variable ->
              assertThat(variable.equals("<<") || Modules.reads(service, variable))
                  .as("%s reads %s", service, variable)
                  .isTrue());
    }
    shared()
        .fieldNames()
        .forEachRemaining(
            variable -> assertThat(Modules.reads("payment", variable)).as(variable).isTrue());
  }

  private static JsonNode shared() {
    return Yaml.document(Modules.ROOT.resolve("docker-compose.yml")).path("x-environment");
  }

  @Test
  void publicImagesArePinned() {
    for (JsonNode service : services) {
      assertThat(service.path("image").asText())
          .matches("[a-z/-]+:.*\\d.*")
          .doesNotContain("latest");
    }
  }

  @Test
  void nothingCanBeForgottenThatMustBeSecret() throws IOException {
    String made = read("deploy/compose/make-env.sh");
    Matcher variables = VARIABLE.matcher(read("docker-compose.yml"));
    while (variables.find()) {
      String name = variables.group(1);
      if (SECRET.matcher(name).matches()) {
        assertThat(variables.group(2)).as(name).isEqualTo(":?");
        assertThat(variables.group(3)).as(name).contains("make-env.sh");
        assertThat(made).as(name).contains(name.replace("_PASSWORD", ""));
      }
    }
  }

  @Test
  void whatAServiceDependsOnIsThereAndSaysWhenItIsReady() {
    services
        .properties()
        .forEach(service ->
            service.getValue().path("depends_on").properties().stream()
                .filter(needed ->
                    needed.getValue().path("condition").asText().equals("service_healthy"))
                .forEach(needed -> {
                  assertThat(services.has(needed.getKey())).as(needed.getKey()).isTrue();
                  assertThat(
                          services.path(needed.getKey()).has("healthcheck")
                              || Modules.services().contains(needed.getKey()))
                      .as("%s tells its health", needed.getKey())
                      .isTrue();
                }));
  }

  @Test
  void theBrokerBearsWhatItsClientsAreSetTo() {
    JsonNode broker = services.at("/kafka/environment");

    assertThat(broker.path("KAFKA_MESSAGE_MAX_BYTES").asLong())
        .isGreaterThanOrEqualTo(Collections.max(Modules.settings("max.request.size")));
    assertThat(broker.path("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS").asLong())
        .isLessThanOrEqualTo(Collections.min(Modules.settings("session.timeout.ms")));
  }

  @Test
  void everyTopicAndEveryDatabaseIsMade() throws IOException {
    Set<String> topics =
        Modules.lines("deploy/compose/topics.txt").stream()
            .map(List::getFirst)
            .collect(Collectors.toSet());

    assertThat(topics).containsExactlyInAnyOrderElementsOf(SuiteTopics.names());
    assertThat(read("deploy/compose/databases.sh"))
        .contains("for service in " + String.join(" ", SuiteDatabases.NAMES) + ";");
  }

  @Test
  void mountedFilesExist() {
    for (JsonNode service : services) {
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().split(":")[0];
        if (source.startsWith("./deploy")) {
          assertThat(Modules.ROOT.resolve(source)).exists();
        }
      }
    }
  }

  private static String read(String file) throws IOException {
    return Files.readString(Modules.ROOT.resolve(file));
  }
}
