package io.sagasuite.systemtests.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The participant to be judged: how it is started, and what it can be asked for.
///
/// @param name also that of its database
/// @param topic where it takes commands from
/// @param command a shell's command line, started in `folder`
/// @param execute the command of a step
/// @param compensate the command that undoes it
/// @param input JSON of an input that succeeds, with `${sagaId}` for the saga's id
/// @param rejectedInput JSON of an input that is refused; null when there is none
public record Subject(
    String name,
    String topic,
    Path folder,
    String command,
    String execute,
    String compensate,
    String input,
    @Nullable String rejectedInput) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  /// An input that succeeds.
  Map<String, Object> inputOf(UUID sagaId) {
    return read(input, sagaId);
  }

  /// An input, for a saga.
  ///
  /// @throws IllegalArgumentException when the text is no JSON object
  static Map<String, Object> read(String text, UUID sagaId) {
    try {
      return JSON.readValue(text.replace("${sagaId}", sagaId.toString()), OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON object: " + text, e);
    }
  }
}
