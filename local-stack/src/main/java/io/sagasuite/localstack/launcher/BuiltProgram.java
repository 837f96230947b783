package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.kafka.EmbeddedKafka;
import io.sagasuite.localstack.process.JavaProgram;
import io.sagasuite.localstack.zipkin.EmbeddedZipkin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A Java program that the checkout's build has laid out, and the cache of its classes.
record BuiltProgram(JavaProgram java, AotCache cache) {

  static BuiltProgram service(Path home, String service) {
    Path jar = home.resolve(service + "-service/target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new StackException(service + "-service is not built, run: mvn package");
    }
    return new BuiltProgram(
        JavaProgram.ofJar(jar), new AotCache(jar.resolveSibling("application.aot"), List.of(jar)));
  }

  static BuiltProgram kafka(Path home) {
    Path folder = home.resolve("local-stack/target");
    List<Path> jars = jarsIn(folder.resolve("lib"));
    if (jars.isEmpty()) {
      throw new StackException("kafka is not there, run: mvn package");
    }
    return new BuiltProgram(
        EmbeddedKafka.program(jars), new AotCache(folder.resolve("kafka.aot"), jars));
  }

  static BuiltProgram zipkin(Path home) {
    Path folder = home.resolve("local-stack/target/zipkin");
    List<Path> jars = new ArrayList<>(jarsIn(folder));
    jars.addAll(jarsIn(folder.resolve("lib")));
    if (jars.isEmpty()) {
      throw new StackException("zipkin is not there, run: mvn package, or leave it out");
    }
    return new BuiltProgram(
        EmbeddedZipkin.program(jars), new AotCache(folder.resolve("zipkin.aot"), jars));
  }

  /// As it starts fastest.
  JavaProgram withCache() {
    return java.with(cache.options());
  }

  /// As it leaves the cache when it ends, out of the way of everything else.
  JavaProgram makingCache() {
    return java.with(cache.makingOptions()).toBackground();
  }

  /// In one order always: a cache is good for one class path.
  private static List<Path> jarsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
