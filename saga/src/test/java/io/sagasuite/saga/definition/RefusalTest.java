package io.sagasuite.saga.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every way in which a document can be wrong: a fragment, the place of the fault, and the
/// sentence.
class RefusalTest {

  private static final Known KNOWN =
      new Known(
          Set.of("inventory", "payment", "http"), Set.of("refill"), Set.of("order.events", "t"));

  /// Faults of one step `s` that is otherwise good and needs the good step `before`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          command: Do, compensation: none                | s              | does nothing; give it one of participant, http, saga, signal, coveredBy, publish, validate
          signal: go, validate: input                    | s              | does signal and validate; one step does one thing
          participant: inventory, compensation: none     | s.command      | is required
          participant: inventory, command: Do            | s.compensation | is missing; name the command that undoes the step, or 'none' if nothing is to undo
          participant: inventry, command: Do, compensation: none | s.participant | 'inventry' is not known; did you mean 'inventory'; known are [http, inventory, payment]
          participant: A B, command: Do, compensation: none | s.participant | must be lower-case letters, digits and hyphens, at most 63
          participant: inventory, command: Do, compensation: none, compensationInput: {} | s.compensationInput | has no compensation to go to
          saga: refil                                    | s.saga         | 'refil' is not known; did you mean 'refill'; known are [refill]
          saga: test                                     | s.saga         | is this saga itself, which would never end; detach it
          saga: refill, retry: { maxAttempts: 2 }        | s.retry        | means nothing to a step with 'saga'
          saga: refill, detached: maybe                  | s.detached     | must be true or false
          saga: refill, detached: true, kind: pivot, needs: [before, beside, many]     | s.kind         | only a step that sends a command or runs a saga can be the pivot
          signal: go, retry: { maxAttempts: 2 }          | s.retry        | means nothing to a step with 'signal'
          signal: go, forEach: "${input.items}"          | s.forEach      | means nothing to a step with 'signal'
          publish: { event: Ended, topic: order.event }, kind: retriable | s.publish.topic | 'order.event' is not known; did you mean 'order.events'; known are [order.events, t]
          signal: go on                                  | s.signal       | must be letters, digits, dots, hyphens and underscores, at most 100
          signal: go, timeout: PT0S                      | s.timeout      | must be longer than zero
          signal: go, timeout: soon                      | s.timeout      | must be an ISO-8601 duration such as PT30S, not 'soon'
          signal: go, delay: PT999999H                   | s.delay        | must be from zero to 3650 days, not 'PT999999H'
          signal: go, delay: -PT1S                       | s.delay        | must be from zero to 3650 days, not '-PT1S'
          signal: go, priority: high                     | s.priority     | must be a whole number from -2147483648 to 2147483647
          signal: go, prioritty: 1                       | s.prioritty    | is not known here; did you mean 'priority'?
          signal: go, needs: before                      | s.needs        | must be a list of texts
          signal: go, needs: [before, before]            | s.needs        | names a step twice
          signal: go, needs: [befor]                     | s.needs        | there is no step 'befor'; did you mean 'before'?
          signal: go, needs: [s]                         | s.needs        | a step cannot need itself
          signal: go, when: 7                            | s.when         | must be an expression in text, such as input.items.size() > 0
          signal: go, when: false                        | s.when         | is always false, so the step never runs; take the step out
          signal: go, when: "input.x >"                  | s.when         | cannot be read at column 10: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}
          signal: go, when: input.size()                 | s.when         | cannot be read at column 11: expected type 'bool' but found 'int'
          signal: go, when: "success('befor')"           | s.when         | there is no step 'befor'; did you mean 'before'?
          signal: go, when: "failed('beside')"           | s.when         | 'beside' is not among the steps that this one needs
          signal: go, needs: [before], when: "steps['before'].output.no == 1" | s.when | step 'before' declares no output 'no'; it declares [id]
          signal: go, when: env.y > 1                    | s.when         | env has no such key: [y]
          signal: go, onFailure: ignore                  | s.onFailure    | must be one of stop, continue, skip_dependents, not 'ignore'
          signal: go, onFailure: stop, required: false   | s.onFailure    | 'stop' and required: false contradict each other; state one of them
          signal: go, onFailure: continue, required: true | s.onFailure   | 'continue' and required: true contradict each other; state one of them
          signal: go, required: 1                        | s.required     | must be true or false
          signal: go, kind: retryable                    | s.kind         | must be one of compensatable, pivot, retriable, not 'retryable'; did you mean 'retriable'?
          signal: go, outputs: [1st]                     | s.outputs      | '1st' must be letters, digits, hyphens and underscores, at most 100, not beginning with a digit
          signal: go, outputs: [a, a]                    | s.outputs      | names 'a' twice
          coveredBy: { step: before, codes: [nope] }, timeout: PT1S | s.timeout | means nothing to a step with 'coveredBy'
          coveredBy: { step: before, codes: [] }         | s.coveredBy.codes | must name the rejection codes that mean this step
          coveredBy: { step: befor, codes: [nope] }        | s.coveredBy.step | 'befor' must be a step that sends one command; did you mean 'before'?
          publish: { event: E, topic: "a b" }            | s.publish.topic | must be letters, digits, dots, hyphens and underscores, at most 249
          publish: { event: E, topic: t }, retry: {}     | s.retry        | means nothing to a step with 'publish'
          validate: output                               | s.validate     | must be 'input'
          participant: payment, command: P, kind: retriable | s.kind      | is retriable but follows no pivot, so it could have to be undone
          participant: payment, command: P, kind: pivot, needs: [before, beside, many], required: false | s.kind | the pivot must be required, so its onFailure is 'stop'
          participant: payment, command: P, kind: pivot, needs: [before, beside, many], when: input.x | s.when | the pivot must run always; without it nothing behind it may
          participant: payment, command: P, kind: pivot, needs: [before, beside, many], forEach: [1] | s.forEach | the pivot is one step that is done or not; it cannot be many
          """)
  void refusesAFaultOfAStep(String keys, String place, String sentence) {
    assertThat(refused("s", keys)).containsExactly("steps." + place + ": " + sentence);
  }

  /// Faults of a step `s` that sends a command, as keys beside those it needs.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          retry: { maxAttempts: 0 }             | retry.maxAttempts | must be a whole number from 1 to 1000
          retry: { multiplier: 0.5 }            | retry.multiplier  | must be a number from 1.0 to 100.0
          retry: { jitter: 1.5 }                | retry.jitter      | must be a number from 0.0 to 1.0
          retry: { initialInterval: PT2S, maxInterval: PT1S } | retry.maxInterval | must not be shorter than initialInterval
          retry: { attempts: 3 }                | retry.attempts    | is not known here; known are [doNotRetryOn, initialInterval, jitter, maxAttempts, maxInterval, multiplier, retryOn]
          compensationRetry: { maxAttempts: x } | compensationRetry.maxAttempts | must be a whole number from 1 to 1000
          totalTimeout: PT0S                    | totalTimeout      | must be longer than zero
          input: [1]                            | input             | must be an object
          input: { a: null }                    | input.a           | is null, which cannot be sent; leave it out
          input: { a: [ { b: "${nothing}" } ] } | input.a[0].b      | '${nothing}' refers to nothing; use input, env, sagaId, round or steps['name'].output
          input: { a: "${input.x" }             | input.a           | has a '${' without its '}'
          input: { a: "${env.y}" }              | input.a           | env has no such key: [y]
          input: { a: "${item.x}" }             | input.a           | 'item' is there only in the input of a forEach step
          input: { a: "${index}" }              | input.a           | 'index' is there only in the input of a forEach step
          input: { a: "${output.x}" }           | input.a           | 'output' is there only for a compensation; name the step
          input: { a: "${secret.key}" }         | input.a           | only a step of the participant 'http' may refer to secrets
          input: { a: "${steps.befor.output}" } | input.a           | there is no step 'befor'; did you mean 'before'?
          input: { a: "${steps.before.output.idd}" } | input.a      | step 'before' declares no output 'idd'; it declares [id]; did you mean 'id'?
          input: { a: "${steps['many'].output.id}" } | input.a      | step 'many' declares no output 'id'; it declares [count, items]
          input: { a: "${steps['many'].output.items[0].no}" } | input.a | step 'many' declares no output 'no'; it declares [id]
          input: { a: "${steps['beside'].output.id}" } | input.a    | 'beside' is not among the steps that this one needs
          compensationInput: { a: "${output.no}" } | compensationInput.a | step 's' declares no output 'no'; it declares [mine]
          forEach: text                         | forEach           | must be a list, or one reference to a list
          forEach: { maxConcurrent: 2 }         | forEach.items     | is required
          forEach: { items: [1], maxConcurrent: 0 } | forEach.maxConcurrent | must be a whole number from 1 to 10000
          forEach: "${item}"                    | forEach           | 'item' is there only in the input of a forEach step
          """)
  void refusesAFaultOfACommand(String keys, String place, String sentence) {
    assertThat(
            refused(
                "s",
                "participant: inventory, command: Do, compensation: Undo, outputs: [mine],"
                    + " needs: [before, many], "
                    + keys))
        .containsExactly("steps.s." + place + ": " + sentence);
  }

  /// Faults of an HTTP call.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          method: GET                              | url               | is required
          url: "ftp://h/"                          | url               | must begin with http:// or https:// or a reference
          url: "http://h/", method: FETCH          | method            | must be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS
          url: "http://h/", accept: [20]           | accept            | must be a list of status codes from 100 to 599
          url: "http://h/", accept: 200            | accept            | must be a list of status codes from 100 to 599
          url: "http://h/", timeout: PT0S          | timeout           | must be longer than zero
          url: "http://h/", headers: { a: [1] }    | headers.a         | must be text, a number or a boolean
          url: "http://h/", outputs: { "1": id }   | outputs.1         | the name must be letters, digits, hyphens and underscores, at most 100, not beginning with a digit
          url: "http://h/", outputs: { id: 7 }     | outputs.id        | must be a path into the answer such as items[0].id
          url: "http://h/", onMissingOutput: crash | onMissingOutput   | must be fail or skip, not 'crash'
          url: "http://h/", boddy: x               | boddy             | is not known here; did you mean 'body'?
          url: "http://h/${item}"                  | url               | 'item' is there only in the input of a forEach step
          """)
  void refusesAFaultOfAnHttpCall(String keys, String place, String sentence) {
    assertThat(refused("s", "http: { " + keys + ", compensation: none }"))
        .containsExactly("steps.s.http." + place + ": " + sentence);
  }

  /// Faults of the saga as a whole.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          deadline: PT0S            | deadline           | must be longer than zero
          deadline: 900             | deadline           | must be text
          rollbackOnFailure: never  | rollbackOnFailure  | must be true or false
          maxConcurrentSteps: -1    | maxConcurrentSteps | must be a whole number from 0 to 10000
          waitBetweenSteps: 5s      | waitBetweenSteps   | must be an ISO-8601 duration such as PT30S, not '5s'
          every: PT0S               | every              | must be longer than zero
          every: { until: Stop }    | every.interval     | is required
          every: { interval: PT1S, history: 0 } | every.history | must be a whole number from 1 to 10000
          every: { interval: PT1S, untill: X } | every.untill | is not known here; did you mean 'until'?
          env: text                 | env                | must be an object
          onFailure: stop           | onFailure          | is not known here; known are [apiVersion, deadline, description, env, every, input, maxConcurrentSteps, name, output, rollbackOnFailure, steps, waitBetweenSteps]
          output: { a: "${steps['s'].output.b}" } | output.a | step 's' declares no output 'b'; it declares []
          input: { minimum: x }     | input.minimum      | string found, number expected
          input: text               | input              | must be an object
          output: { a: "${secret.b}" } | output.a        | only a step of the participant 'http' may refer to secrets
          apiVersion: saga/v2       | apiVersion         | must be 'saga/v1'
          name: Order               | name               | must be lower-case letters, digits and hyphens, at most 63
          """)
  void refusesAFaultOfTheWhole(String line, String place, String sentence) {
    String rest = "steps: { s: { validate: input } }\n";
    String version = line.startsWith("apiVersion") ? "" : "apiVersion: saga/v1\n";
    String name = line.startsWith("name") ? "" : "name: test\n";
    assertThat(Documents.violationsOf(Documents.yaml(version + name + rest + line)))
        .containsExactly(place + ": " + sentence);
  }

  private static List<String> refused(String name, String keys) {
    return Documents.violationsOf(
        Documents.yaml(
            """
            apiVersion: saga/v1
            name: test
            env: { x: 1 }
            steps:
              before: { participant: inventory, command: Get, compensation: none, outputs: [id] }
              beside: { participant: inventory, command: Get, compensation: none }
              many:
                { participant: inventory, command: Get, compensation: none, outputs: [id], forEach: [1] }
            """
                + "  "
                + name
                + ": { "
                + keys
                + " }\n"),
        KNOWN);
  }
}
