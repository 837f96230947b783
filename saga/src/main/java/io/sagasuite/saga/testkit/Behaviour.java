package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SendCommand;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How a scripted participant takes one command: what it answers, when, and how often.
///
/// @param answer the outcome for a command; null = no answer ever comes
/// @param delay virtual time between the command and its reply
/// @param copies how often the same reply is sent
/// @param times how many commands in a row are taken this way, before the next behaviour applies
public record Behaviour(
    @Nullable Function<SendCommand, Outcome> answer, Duration delay, int copies, int times) {

  private static Behaviour of(@Nullable Function<SendCommand, Outcome> answer) {
    return new Behaviour(answer, Duration.ZERO, 1, 1);
  }

  private static Behaviour always(Outcome outcome) {
    return of(_ -> outcome);
  }

  /// Takes effect and answers nothing of interest.
  public static Behaviour succeeds() {
    return succeeds(Map.of());
  }

  /// Takes effect.
  public static Behaviour succeeds(Map<String, Object> output) {
    return always(new Outcome.Succeeded(output));
  }

  /// Takes effect with an output that depends on the command.
  public static Behaviour succeeds(Function<SendCommand, Map<String, Object>> output) {
    return of(command -> new Outcome.Succeeded(output.apply(command)));
  }

  /// Decides by the command.
  public static Behaviour decides(Function<SendCommand, Outcome> rule) {
    return of(rule);
  }

  /// Says no, finally.
  public static Behaviour rejects(String code) {
    return rejects(code, code.replace('_', ' '));
  }

  /// Says no, finally, with a sentence for people.
  public static Behaviour rejects(String code, String message) {
    return always(new Outcome.Rejected(code, message));
  }

  /// Fails without effect; another attempt may do better.
  public static Behaviour fails(String code) {
    return fails(code, code.replace('_', ' '));
  }

  /// Fails without effect, with a sentence for people.
  public static Behaviour fails(String code, String message) {
    return always(new Outcome.Failed(code, message));
  }

  /// Cannot tell whether it took effect.
  public static Behaviour unknown(String code) {
    return always(new Outcome.Unknown(code, code.replace('_', ' ')));
  }

  /// Waits for a signal before it can do anything; the next command gets the next behaviour.
  public static Behaviour waitsFor(String signal) {
    return always(new Outcome.Waiting(signal, "waits for '" + signal + "'"));
  }

  /// Never answers, although it may have taken effect.
  public static Behaviour neverAnswers() {
    return of(null);
  }

  /// The same, answered only after this time.
  public Behaviour after(Duration wait) {
    return new Behaviour(answer, wait, copies, times);
  }

  /// The same, with the reply sent twice.
  public Behaviour twice() {
    return new Behaviour(answer, delay, 2, times);
  }

  /// The same for this many commands in a row.
  public Behaviour times(int count) {
    return new Behaviour(answer, delay, copies, count);
  }
}
