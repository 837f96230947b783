package io.sagasuite.saga.testkit;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.SagaInput;
import io.sagasuite.saga.definition.DefinitionParser;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.definition.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One test of a definition in the making: its input, what the participants do, what people do and
/// when. [#run] plays it in memory and in virtual time, always with the same result.
///
/// Every run is also held against the rules that hold for every saga, such as that nothing is
/// undone before what was built on it.
public final class SagaTest {

  private final SagaDefinition definition;
  private final Map<String, SagaDefinition> children = new LinkedHashMap<>();
  private final Script script = new Script();
  private final List<Intervention> interventions = new ArrayList<>();
  private final Map<String, Map<String, Object>> outputsBefore = new LinkedHashMap<>();
  private Map<String, Object> input = Map.of();
  private @Nullable String from;
  private @Nullable String to;
  private @Nullable String only;
  private @Nullable Duration until;
  private Disturbance disturbance = Disturbance.NONE;

  private SagaTest(SagaDefinition definition) {
    this.definition = definition;
  }

  /// Begins a test of this definition.
  public static SagaTest of(SagaDefinition definition) {
    return new SagaTest(definition);
  }

  /// Begins a test of the definition that the document describes, as any YAML or JSON reader gives
  /// it.
  ///
  /// @throws io.sagasuite.saga.definition.InvalidDefinitionException when it could not be run
  public static SagaTest of(Map<String, Object> document) {
    return of(DefinitionParser.parse(document));
  }

  /// Makes a definition known that steps run as a child saga.
  public SagaTest child(SagaDefinition child) {
    children.put(child.name(), child);
    return this;
  }

  /// The saga's input.
  public SagaTest input(Map<String, Object> input) {
    this.input = input;
    return this;
  }

  /// Whose commands are scripted next.
  public Participant participant(String name) {
    return new Participant(this, name);
  }

  /// A participant of the test.
  public record Participant(SagaTest test, String name) {

    /// What becomes of this command, whichever step sends it, forward or to undo.
    public Scripting on(String command) {
      return new Scripting(test, new Script.Target(name, command, null, null, null));
    }

    /// What becomes of every command to this participant.
    public Scripting onEverything() {
      return new Scripting(test, new Script.Target(name, null, null, null, null));
    }
  }

  /// What becomes of a step's command.
  public Scripting step(String step) {
    return scripting(step, null, Direction.EXECUTE);
  }

  /// What becomes of the command for one element of a step that runs over a list.
  public Scripting step(String step, int index) {
    return scripting(step, index, Direction.EXECUTE);
  }

  /// What becomes of the command that undoes a step.
  public Scripting undo(String step) {
    return scripting(step, null, Direction.COMPENSATE);
  }

  /// What becomes of the command that undoes one element of a step that runs over a list.
  public Scripting undo(String step, int index) {
    return scripting(step, index, Direction.COMPENSATE);
  }

  private Scripting scripting(String step, @Nullable Integer index, Direction direction) {
    return new Scripting(this, new Script.Target(null, null, step, index, direction));
  }

  /// Every command that undoes something succeeds, where nothing else is said about it.
  public SagaTest undoingSucceeds() {
    Script.Target target = new Script.Target(null, null, null, null, Direction.COMPENSATE);
    script.addOtherwise(new Script.Rule(target, List.of(Behaviour.succeeds())));
    return this;
  }

  SagaTest script(Script.Rule rule) {
    script.add(rule);
    return this;
  }

  /// What a person does at this virtual time after the start.
  public Moment at(Duration sinceStart) {
    return new Moment(this, sinceStart);
  }

  /// What a person does once nothing moves by itself any more; several are done one after another,
  /// each when the one before has come to rest.
  public Moment atRest() {
    return new Moment(this, null);
  }

  SagaTest intervene(Intervention intervention) {
    interventions.add(intervention);
    return this;
  }

  /// Runs only this step and everything that needs it.
  public SagaTest from(String step) {
    this.from = step;
    return this;
  }

  /// Runs only this step and everything that it needs.
  public SagaTest to(String step) {
    this.to = step;
    return this;
  }

  /// Runs only this step.
  public SagaTest only(String step) {
    this.only = step;
    return this;
  }

  /// What a step outside of the part that is run had put out earlier.
  public SagaTest outputBefore(String step, Map<String, Object> output) {
    definition.step(step);
    outputsBefore.put(step, output);
    return this;
  }

  /// Watches the saga no longer than this virtual time, for one that goes on for ever.
  public SagaTest until(Duration sinceStart) {
    this.until = sinceStart;
    return this;
  }

  /// Delivers every start, reply and due time twice, as any of them may be delivered. A test that
  /// holds without must hold with it.
  public SagaTest deliveringTwice() {
    this.disturbance = new Disturbance(true, disturbance.orderSeed());
    return this;
  }

  /// Lets what happens at the same moment happen in another order, which the seed draws; 0 is the
  /// usual one. A test that holds for one seed should hold for any, as messages overtake each
  /// other.
  public SagaTest shuffled(long seed) {
    this.disturbance = new Disturbance(disturbance.everythingTwice(), seed);
    return this;
  }

  /// Plays the test until nothing moves any more.
  ///
  /// @throws AssertionError when a command comes that nothing is said about, an action of a person
  ///   is refused, or a rule is broken that holds for every saga
  /// @throws io.sagasuite.saga.definition.Selection.InvalidSelectionException when no such part of
  ///   the definition can be run
  public SagaRun run() {
    ScriptCheck.check(script, definition, children);
    World world = new World(definition, children, script, disturbance);
    List<String> refusals = world.refusals(definition, input);
    if (!refusals.isEmpty()) {
      return SagaRun.refused(world, definition, refusals);
    }
    boolean whole = from == null && to == null && only == null;
    Set<String> steps = whole ? Set.of() : Selection.of(definition, from, to, only);
    TestSaga root =
        world.start(definition, input, whole ? null : new SagaInput.Part(steps, outputsBefore));
    world.play(root, interventions, until);
    world.sagas().forEach(saga -> SagaRules.check(saga, world.transcript));
    return SagaRun.of(world, root);
  }
}
