package io.sagasuite.systemtests.instance;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sagasuite.localstack.launcher.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Instances of one stack, as their users see them and as they stand on the disk.
record Instances(LocalStack stack, Path dataDir) {

  private static final String WAIT = "wait=60";

  RequestSpecification door() {
    return given()
        .baseUri(stack.process("orchestrator").url().replace("localhost", "127.0.0.1"))
        .contentType(ContentType.JSON);
  }

  static Map<String, Object> request(String name, String password) {
    Map<String, Object> request = new HashMap<>();
    request.put("name", name);
    request.put("password", password);
    return request;
  }

  /// Creates one and waits for its end.
  Response create(String name, String password) {
    return door().header("Prefer", WAIT).body(request(name, password)).post("/instances");
  }

  Response delete(String name) {
    return door().header("Prefer", WAIT).delete("/instances/{name}", name);
  }

  JsonPath get(String name) {
    return door().get("/instances/{name}", name).then().statusCode(200).extract().jsonPath();
  }

  String state(String name) {
    return get(name).getString("state");
  }

  Response credentials(String name) {
    return door()
        .header("Authorization", "Bearer " + token())
        .get("/instances/{name}/credentials", name);
  }

  private String token() {
    try {
      return Files.readString(dataDir.resolve("keys/credentials-token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs SQL as whoever holds the credentials, and gives back the first value of the last result.
  String sql(String name, String... statements) throws SQLException {
    JsonPath credentials = credentials(name).then().statusCode(200).extract().jsonPath();
    String url =
        "jdbc:postgresql://%s:%d/postgres"
            .formatted(credentials.getString("host"), credentials.getInt("port"));
    try (Connection connection =
            DriverManager.getConnection(
                url, credentials.getString("username"), credentials.getString("password"));
        Statement statement = connection.createStatement()) {
      String value = "";
      for (String sql : statements) {
        if (statement.execute(sql)) {
          try (ResultSet rows = statement.getResultSet()) {
            value = rows.next() ? rows.getString(1) : "";
          }
        }
      }
      return value;
    }
  }

  Path folder() {
    return dataDir.resolve("data/instances");
  }

  /// The folders that instances have on the disk.
  List<Path> folders() {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> !file.endsWith("locks")).filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The servers of instances that run, each told by the folder in its command line.
  List<ProcessHandle> servers() {
    return ProcessHandle.allProcesses()
        .filter(process -> isServer(process.info()))
        .filter(process -> process.parent().map(parent -> !isServer(parent.info())).orElse(true))
        .toList();
  }

  private boolean isServer(ProcessHandle.Info info) {
    return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
        && info.commandLine().filter(line -> line.contains(folder().toString())).isPresent();
  }
}
