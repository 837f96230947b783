package io.sagasuite.localstack.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Java program that a child runs, on the Java that runs this JVM.
///
/// @param options of its JVM, beyond those that all get
/// @param application what follows them: a jar, or a class path and a main class
/// @param inBackground whether it runs at the lowest priority
public record JavaProgram(List<String> options, List<String> application, boolean inBackground) {

  /// Inlining less than by default spares the compilers nearly half of their time and costs code
  /// that has been compiled nothing that shows; docs/benchmarks.md has the figures.
  private static final List<String> OPTIONS_OF_ALL =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:MaxInlineLevel=9",
          "-XX:InlineSmallCode=1500",
          "-XX:FreqInlineSize=150",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.awt.headless=true");

  private static final Path NICE = Path.of("/usr/bin/nice");

  public JavaProgram {
    options = List.copyOf(options);
    application = List.copyOf(application);
  }

  /// The main class that a jar names.
  public static JavaProgram ofJar(Path jar) {
    return new JavaProgram(List.of(), List.of("-jar", jar.toString()), false);
  }

  /// A main class of these jars.
  public static JavaProgram ofJars(List<Path> jars, String mainClass) {
    return ofClassPath(
        jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
        mainClass);
  }

  /// A main class of this JVM's class path.
  public static JavaProgram ofThisClassPath(String mainClass) {
    return ofClassPath(System.getProperty("java.class.path", ""), mainClass);
  }

  /// The same with further options of its JVM.
  public JavaProgram with(List<String> more) {
    return new JavaProgram(
        Stream.concat(options.stream(), more.stream()).toList(), application, inBackground);
  }

  /// The same at the lowest priority, where the system can do that.
  public JavaProgram toBackground() {
    return new JavaProgram(options, application, true);
  }

  public List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (inBackground && Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "19"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS_OF_ALL);
    command.addAll(options);
    command.addAll(application);
    command.addAll(arguments);
    return command;
  }

  private static JavaProgram ofClassPath(String classPath, String mainClass) {
    return new JavaProgram(List.of(), List.of("-cp", classPath, mainClass), false);
  }
}
