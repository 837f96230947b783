package io.sagasuite.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The few features of kustomize that the overlays use, so that they can be checked where there is
/// no kustomize. A field that it does not know is refused rather than overlooked.
record Kustomization(Path folder, JsonNode tree) {

  private static final Set<String> KNOWN =
      Set.of("apiVersion", "kind", "namespace", "resources", "patches", "images");

  /// An overlay, and beside it what is applied once for all of them.
  static Manifests build(Path folder, Path... once) {
    Stream<Manifest> shared = Stream.of(once).flatMap(Kustomization::documents);
    return new Manifests(Stream.concat(shared, read(folder).manifests().stream()).toList());
  }

  private static Stream<Manifest> documents(Path file) {
    return Yaml.documents(file).stream().map(document -> new Manifest((ObjectNode) document));
  }

  private static Kustomization read(Path folder) {
    JsonNode tree = Yaml.document(folder.resolve("kustomization.yaml"));
    tree.fieldNames()
        .forEachRemaining(field -> {
          if (!KNOWN.contains(field)) {
            throw new AssertionError(folder + ": the tests do not know how to do " + field);
          }
        });
    return new Kustomization(folder, tree);
  }

  private List<Manifest> manifests() {
    List<Manifest> manifests =
        Yaml.each(tree.path("resources")).flatMap(name -> resource(name.asText())).toList();
    Yaml.each(tree.path("patches")).forEach(patch -> apply(patch, manifests));
    manifests.forEach(this::place);
    manifests.forEach(this::useImages);
    return manifests;
  }

  private Stream<Manifest> resource(String name) {
    Path path = folder.resolve(name).normalize();
    return Files.isDirectory(path) ? read(path).manifests().stream() : documents(path);
  }

  private void apply(JsonNode patch, List<Manifest> manifests) {
    List<Manifest> targets =
        manifests.stream().filter(manifest -> isTarget(patch.path("target"), manifest)).toList();
    if (targets.isEmpty()) {
      throw new AssertionError(folder + ": nothing to patch for " + patch.path("target"));
    }
    for (Manifest target : targets) {
      if (patch.has("path")) {
        Patches.merge(target.tree(), Yaml.document(folder.resolve(patch.path("path").asText())));
      } else {
        Patches.edit(target, Yaml.tree(patch.path("patch").asText()));
      }
    }
  }

  private static boolean isTarget(JsonNode target, Manifest manifest) {
    return manifest.is(target.path("kind").asText())
        && manifest.name().equals(target.path("name").asText(manifest.name()));
  }

  private void place(Manifest manifest) {
    if (tree.has("namespace") && !manifest.is("Namespace")) {
      ((ObjectNode) manifest.at("/metadata")).put("namespace", tree.path("namespace").asText());
    }
  }

  private void useImages(Manifest manifest) {
    for (JsonNode container : manifest.pod().path("containers")) {
      String[] image = container.path("image").asText().split(":", 2);
      Yaml.each(tree.path("images"))
          .filter(replaced -> replaced.path("name").asText().equals(image[0]))
          .forEach(replaced ->
              ((ObjectNode) container)
                  .put(
                      "image",
                      replaced.path("newName").asText(image[0])
                          + ":"
                          + replaced.path("newTag").asText(image[1])));
    }
  }
}
