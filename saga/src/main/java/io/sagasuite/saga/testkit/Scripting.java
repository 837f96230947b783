package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.SendCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Says what becomes of some commands; every method gives back the test that is being written.
///
/// Where several behaviours are given they apply to the first, second, ... command of each step or
/// element in turn, and the last one to all that follow.
public final class Scripting {

  private final SagaTest test;
  private final Script.Target target;

  Scripting(SagaTest test, Script.Target target) {
    this.test = test;
    this.target = target;
  }

  /// Takes the commands these ways, one after another.
  public SagaTest answers(Behaviour first, Behaviour... more) {
    List<Behaviour> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return test.script(new Script.Rule(target, List.copyOf(all)));
  }

  /// Takes effect.
  public SagaTest succeeds() {
    return answers(Behaviour.succeeds());
  }

  /// Takes effect with this output.
  public SagaTest succeeds(Map<String, Object> output) {
    return answers(Behaviour.succeeds(output));
  }

  /// Takes effect with an output that depends on the command.
  public SagaTest succeeds(Function<SendCommand, Map<String, Object>> output) {
    return answers(Behaviour.succeeds(output));
  }

  /// Says no, finally.
  public SagaTest rejects(String code) {
    return answers(Behaviour.rejects(code));
  }

  /// Fails every time, without effect.
  public SagaTest fails(String code) {
    return answers(Behaviour.fails(code));
  }

  /// Fails so many times, then takes effect.
  public SagaTest failsThenSucceeds(String code, int times, Map<String, Object> output) {
    return answers(Behaviour.fails(code).times(times), Behaviour.succeeds(output));
  }

  /// Can never tell whether it took effect.
  public SagaTest unknown(String code) {
    return answers(Behaviour.unknown(code));
  }

  /// Never answers, although it may have taken effect.
  public SagaTest neverAnswers() {
    return answers(Behaviour.neverAnswers());
  }

  /// Takes effect, and says so only after this time.
  public SagaTest succeedsAfter(Duration delay, Map<String, Object> output) {
    return answers(Behaviour.succeeds(output).after(delay));
  }

  /// Takes effect, and says so twice.
  public SagaTest succeedsTwice(Map<String, Object> output) {
    return answers(Behaviour.succeeds(output).twice());
  }

  /// Waits for a signal, and takes effect once it has come.
  public SagaTest waitsFor(String signal, Map<String, Object> output) {
    return answers(Behaviour.waitsFor(signal), Behaviour.succeeds(output));
  }
}
