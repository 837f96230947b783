package io.sagasuite.systemtests.load;

import io.sagasuite.localstack.launcher.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/// A service's REST, one request at a time.
final class StackApi implements AutoCloseable {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;

  StackApi(String url) {
    this.url = url;
  }

  String get(String path) throws InterruptedException {
    return send(request(path).GET().build());
  }

  void put(String path, String type, String body) throws InterruptedException {
    send(request(path).header("Content-Type", type).PUT(BodyPublishers.ofString(body)).build());
  }

  void post(String path, String body) throws InterruptedException {
    send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path));
  }

  private String send(HttpRequest request) throws InterruptedException {
    try {
      var response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new StackException(
            "%s %s answered %d %s"
                .formatted(
                    request.method(), request.uri(), response.statusCode(), response.body()));
      }
      return response.body();
    } catch (IOException e) {
      throw new StackException(request.method() + " " + request.uri() + " failed: " + e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
