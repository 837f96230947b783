package io.sagasuite.localstack.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/// What a process of this machine says of itself over HTTP.
public final class HttpHealth {

  private static final int TIMEOUT_MS = 2_000;

  private HttpHealth() {}

  /// Whether the address answers in time, and with `200 OK`.
  public static boolean isGood(String url) {
    try {
      var connection =
          (HttpURLConnection)
              URI.create(url.replace("localhost", "127.0.0.1")).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MS);
      connection.setReadTimeout(TIMEOUT_MS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }
}
