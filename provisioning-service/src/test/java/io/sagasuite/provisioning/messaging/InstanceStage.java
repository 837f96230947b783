package io.sagasuite.provisioning.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.messaging.contract.CommandMessage;
import io.sagasuite.messaging.testing.CommandProbe;
import io.sagasuite.provisioning.instance.InstanceRef;
import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The orchestrator's side of one saga about one instance. Each command is a step of its own.
final class InstanceStage implements AutoCloseable {

  static final String NAMESPACE = "toygres";

  /// That of the database server which plays the instances.
  static final String PASSWORD = "saga";

  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final CommandProbe probe;
  private final UUID saga;
  private final InstanceRef ref;
  private int replies;

  private InstanceStage(CommandProbe probe, UUID saga, InstanceRef ref) {
    this.probe = probe;
    this.saga = saga;
    this.ref = ref;
  }

  /// The saga that creates an instance of that name, whose id is the saga's.
  static InstanceStage creates(String kafka, String name) {
    UUID id = UUID.randomUUID();
    return new InstanceStage(
        new CommandProbe(kafka, "provisioning"), id, new InstanceRef(id, name, NAMESPACE));
  }

  /// Another saga about an instance.
  static InstanceStage about(String kafka, InstanceRef ref) {
    return new InstanceStage(new CommandProbe(kafka, "provisioning"), UUID.randomUUID(), ref);
  }

  InstanceRef ref() {
    return ref;
  }

  UUID id() {
    return ref.instanceId();
  }

  Map<String, Object> reservation(String password) {
    Map<String, Object> input = new HashMap<>(named());
    input.put("postgresVersion", "18");
    input.put("storageSizeGb", 10);
    input.put("useLoadBalancer", true);
    input.put("owner", "ada");
    input.put("sealedPassword", InstancesProfile.door().seal(password, ref.name()));
    return input;
  }

  Map<String, Object> named() {
    return Map.of("instanceId", id().toString(), "name", ref.name(), "namespace", ref.namespace());
  }

  /// Executes a step and waits for its answer.
  Outcome execute(String command, Map<String, Object> input) {
    return ask(command, Direction.EXECUTE, command, input);
  }

  Outcome execute(String command) {
    return execute(command, named());
  }

  /// Undoes the step of that command with another one.
  Outcome undo(String step, String command) {
    return ask(step, Direction.COMPENSATE, command, Map.of("instanceId", id().toString()));
  }

  /// Sends without waiting.
  void send(String step, Direction direction, String command, Map<String, Object> input) {
    probe.send(new CommandMessage(saga, step, direction, 1, command, input, null, TRACEPARENT));
  }

  private Outcome ask(String step, Direction direction, String command, Map<String, Object> input) {
    send(step, direction, command, input);
    return next();
  }

  /// The next answer.
  Outcome next() {
    replies++;
    return probe.repliesTo(saga, replies).getLast().outcome();
  }

  /// Everything from the reservation to the test of the connection.
  Outcome.Succeeded prepares(String password) {
    succeeded(execute("ReserveInstance", reservation(password)));
    succeeded(execute("DeployInstance"));
    succeeded(execute("AwaitInstance"));
    Map<String, Object> input = new HashMap<>(named());
    input.putAll(succeeded(execute("ResolveConnection")).output());
    input.putAll(succeeded(execute("TestConnection")).output());
    return new Outcome.Succeeded(input);
  }

  /// Everything until it runs.
  void runs(String password) {
    succeeded(execute("ActivateInstance", prepares(password).output()));
  }

  static Outcome.Succeeded succeeded(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    return (Outcome.Succeeded) outcome;
  }

  static void assertCode(Outcome outcome, Class<? extends Outcome> kind, String code) {
    assertThat(outcome).isInstanceOf(kind);
    assertThat(outcome.toString()).contains("code=" + code + ",");
  }

  @Override
  public void close() {
    probe.close();
  }
}
