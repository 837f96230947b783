package io.sagasuite.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents name must exist: prose rots where nothing holds it.
class DocumentsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");
  private static final Pattern LISTED_CLASS = Pattern.compile("(?m)^\\| `([A-Z][A-Za-z]+)` \\|");

  @Test
  void linksPointAtFilesThatExist() throws IOException {
    for (Path document : documents()) {
      for (String link : found(LINK, Files.readString(document))) {
        assertThat(document.getParent().resolve(link)).as("link in %s", document).exists();
      }
    }
  }

  @Test
  void theReadingListNamesClassesThatExist() throws IOException {
    List<String> listed = found(LISTED_CLASS, read("docs/architecture.md"));

    assertThat(listed).hasSizeGreaterThanOrEqualTo(6);
    assertThat(sourceNames()).containsAll(listed);
  }

  @Test
  void decisionsHaveNumbersOfTheirOwnAndAreAllIndexed() throws IOException {
    List<String> files;
    try (Stream<Path> adr = Files.list(ROOT.resolve("docs/adr"))) {
      files =
          adr.map(file -> file.getFileName().toString())
              .filter(f -> !f.equals("README.md"))
              .toList();
    }

    assertThat(files).isNotEmpty().allMatch(file -> file.matches("\\d{4}-[a-z0-9-]+\\.md"));
    assertThat(files.stream().map(file -> file.substring(0, 4))).doesNotHaveDuplicates();
    assertThat(read("docs/adr/README.md")).contains(files);
  }

  @Test
  void theReadmeStaysShort() throws IOException {
    assertThat(read("README.md").lines().count()).isLessThanOrEqualTo(150);
  }

  private static String read(String path) throws IOException {
    return Files.readString(ROOT.resolve(path));
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), files)
          .filter(file -> file.toString().endsWith(".md"))
          .toList();
    }
  }

  private static Set<String> sourceNames() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - 5))
          .collect(Collectors.toSet());
    }
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
