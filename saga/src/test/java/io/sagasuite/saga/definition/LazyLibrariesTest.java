package io.sagasuite.saga.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A definition that has neither conditions nor a schema is read with nothing but the JDK there.
class LazyLibrariesTest {

  private static void parseAlone(Map<String, Object> document) throws Exception {
    URL core = SagaDefinition.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader alone =
        new URLClassLoader(new URL[] {core}, ClassLoader.getPlatformClassLoader())) {
      Class<?> parser = alone.loadClass(DefinitionParser.class.getName());
      assertThat(parser).isNotEqualTo(DefinitionParser.class);
      Method parse = parser.getMethod("parse", Map.class);
      parse.invoke(null, document);
    }
  }

  @Test
  void needsNoLibraryForAPlainDefinition() {
    SagaDefinitionBuilder plain =
        SagaDefinitionBuilder.saga("plain").step("a", s -> s.command("p", "Do", "Undo"));

    assertThatCode(() -> parseAlone(plain.document())).doesNotThrowAnyException();
  }

  @Test
  void needsOneForAConditionAndOneForASchema() {
    SagaDefinitionBuilder conditional =
        SagaDefinitionBuilder.saga("plain").step("a", s -> s.signal("go").when("input.x"));
    SagaDefinitionBuilder shaped =
        SagaDefinitionBuilder.saga("plain")
            .input(Map.of("type", "object"))
            .step("a", s -> s.signal("go"));

    assertThatThrownBy(() -> parseAlone(conditional.document()))
        .hasRootCauseInstanceOf(ClassNotFoundException.class)
        .rootCause()
        .hasMessageStartingWith("dev.cel.");
    assertThatThrownBy(() -> parseAlone(shaped.document()))
        .hasRootCauseInstanceOf(ClassNotFoundException.class);
  }
}
