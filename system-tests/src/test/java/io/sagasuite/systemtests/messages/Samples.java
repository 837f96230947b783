package io.sagasuite.systemtests.messages;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Instances of a record that together take every form it has: each component in turn takes each of
/// its values, null included where it may be null. What is written of them tells what is always
/// there, what may be missing, and which words are possible. Texts, times and ids have one value
/// each, known here, so that a word which the code chose is told from one that was given to it.
final class Samples {

  static final String TEXT = "text";
  static final String MEMBER = "member";
  static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
  static final UUID ID = UUID.fromString("0198f3a2-7c1e-7d42-9b1a-2f6d5c4b3a21");

  private Samples() {}

  /// All forms of a record, or of every record of a sealed interface.
  static <T> List<T> of(Class<T> type) {
    return records(type).map(type::cast).toList();
  }

  private static Stream<Object> records(Class<?> type) {
    return type.isRecord()
        ? forms(type).stream()
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(Samples::records);
  }

  private static List<Object> forms(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<List<@Nullable Object>> values =
        Arrays.stream(components).map(c -> values(c.getAnnotatedType(), c.getType())).toList();
    @Nullable Object[] first = values.stream().map(List::getFirst).toArray();
    List<Object> forms = new ArrayList<>(List.of(create(type, first)));
    for (int i = 0; i < components.length; i++) {
      for (Object other : values.get(i).subList(1, values.get(i).size())) {
        @Nullable Object[] arguments = first.clone();
        arguments[i] = other;
        forms.add(create(type, arguments));
      }
    }
    return forms;
  }

  private static List<@Nullable Object> values(AnnotatedType annotated, Class<?> type) {
    List<@Nullable Object> values = new ArrayList<>(present(type));
    if (annotated.isAnnotationPresent(Nullable.class)) {
      values.add(null);
    }
    return values;
  }

  private static List<?> present(Class<?> type) {
    if (type.isEnum()) {
      return List.of(type.getEnumConstants());
    }
    return switch (type.getSimpleName()) {
      case "String" -> List.of(TEXT);
      case "UUID" -> List.of(ID);
      case "Instant" -> List.of(AT);
      case "int" -> List.of(1);
      case "long" -> List.of(1L);
      case "boolean" -> List.of(true, false);
      case "Map" -> List.of(Map.of(MEMBER, TEXT), Map.of());
      case "List" -> List.of(List.of(TEXT));
      default -> records(type).toList();
    };
  }

  private static Object create(Class<?> type, @Nullable Object[] arguments) {
    try {
      return type.getDeclaredConstructor(
              Arrays.stream(type.getRecordComponents())
                  .map(RecordComponent::getType)
                  .toArray(Class<?>[]::new))
          .newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }
}
