package io.sagasuite.http.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is taken out of an accepted answer.
///
/// @param paths by the output's name
/// @param skipMissing whether an output that is not there is left out instead of being trouble
public record Outputs(Map<String, OutputPath> paths, boolean skipMissing) {

  /// What was found, and the paths of what was not but had to be.
  record Found(Map<String, Object> values, List<String> missing) {}

  Found in(CallAnswer.Answered answer) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    if (!paths.isEmpty()) {
      Optional<Object> body = PlainJson.read(answer.body());
      paths.forEach((name, path) -> {
        Optional<Object> value = path.find(body, answer.headers());
        value.ifPresent(found -> values.put(name, found));
        if (value.isEmpty() && !skipMissing) {
          missing.add(path.text());
        }
      });
    }
    return new Found(values, missing);
  }
}
