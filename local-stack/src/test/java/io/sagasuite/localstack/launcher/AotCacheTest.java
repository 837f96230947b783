package io.sagasuite.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

  private static final Instant BUILT = Instant.parse("2026-01-01T10:00:00Z");

  @TempDir private Path folder;
  private AotCache cache;

  @BeforeEach
  void build() throws IOException {
    Path application = Files.createFile(folder.resolve("quarkus-run.jar"));
    Files.setLastModifiedTime(application, FileTime.from(BUILT));
    cache = new AotCache(application);
  }

  private void makeCacheAt(Instant time) throws IOException {
    Files.setLastModifiedTime(Files.createFile(cache.file()), FileTime.from(time));
  }

  @Test
  void aBuildHasNoneAtFirst() {
    assertThat(cache.isCurrent()).isFalse();
    assertThat(cache.javaOptions()).isEmpty();
  }

  @Test
  void oneThatWasMadeOfTheBuildIsUsed() throws IOException {
    makeCacheAt(BUILT.plusSeconds(60));
    assertThat(cache.javaOptions()).containsExactly("-XX:AOTCache=" + cache.file());
  }

  @Test
  void oneOfAnEarlierBuildIsNot() throws IOException {
    makeCacheAt(BUILT.minusSeconds(60));
    assertThat(cache.javaOptions()).isEmpty();
  }
}
