package io.sagasuite.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

  private static final Instant BUILT = Instant.parse("2026-01-01T10:00:00Z");

  @TempDir private Path folder;
  private Path library;
  private AotCache cache;

  @BeforeEach
  void build() throws IOException {
    Path application = jarAt("application.jar", BUILT);
    library = jarAt("library.jar", BUILT.minusSeconds(3_600));
    cache = new AotCache(folder.resolve("application.aot"), List.of(application, library));
  }

  private Path jarAt(String name, Instant time) throws IOException {
    Path jar = Files.createFile(folder.resolve(name));
    return Files.setLastModifiedTime(jar, FileTime.from(time));
  }

  private void makeCacheAt(Instant time) throws IOException {
    Files.setLastModifiedTime(Files.createFile(cache.file()), FileTime.from(time));
  }

  @Test
  void aBuildHasNoneAtFirst() {
    assertThat(cache.isCurrent()).isFalse();
    assertThat(cache.options()).isEmpty();
  }

  @Test
  void oneThatWasMadeOfTheBuildIsUsed() throws IOException {
    makeCacheAt(BUILT.plusSeconds(60));
    assertThat(cache.options()).contains("-XX:AOTCache=" + cache.file());
  }

  @Test
  void oneOfAnEarlierBuildIsNot() throws IOException {
    makeCacheAt(BUILT.minusSeconds(60));
    assertThat(cache.options()).isEmpty();
  }

  @Test
  void oneOfAnEarlierLibraryIsNot() throws IOException {
    makeCacheAt(BUILT.plusSeconds(60));
    Files.setLastModifiedTime(library, FileTime.from(BUILT.plusSeconds(120)));
    assertThat(cache.options()).isEmpty();
  }

  @Test
  void whatAStartHasMadeIsKept() throws IOException {
    assertThat(cache.keepMade()).isFalse();
    Files.createFile(Path.of(cache.makingOptions().getFirst().replaceFirst(".*=", "")));
    assertThat(cache.keepMade()).isTrue();
    assertThat(cache.options()).contains("-XX:AOTCache=" + cache.file());
  }
}
