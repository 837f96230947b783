package io.sagasuite.systemtests.conformance;

/// How the effects of a participant can be seen.
public sealed interface EffectSource {

  /// By a query on the database that the kit provides.
  record Query(String sql) implements EffectSource {}

  /// By a command that prints them.
  record Command(String line) implements EffectSource {}

  /// The effects of a participant that uses these servers.
  static Effects of(EffectSource source, KitServers servers, Subject subject) {
    return switch (source) {
      case Query query -> servers.effects(query.sql());
      case Command command ->
          new CommandEffects(command.line(), subject.folder(), servers.environment());
    };
  }
}
