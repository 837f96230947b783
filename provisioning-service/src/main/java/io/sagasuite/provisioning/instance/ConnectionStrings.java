package io.sagasuite.provisioning.instance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Connection URIs, with whatever a password may hold escaped.
///
/// Source: PostgreSQL documentation, "Connection URIs".
public final class ConnectionStrings {

  /// The superuser of every instance.
  public static final String USER = "postgres";

  /// The database that every instance begins with.
  public static final String DATABASE = "postgres";

  private ConnectionStrings() {}

  /// Without the password; for everybody.
  public static String open(String host, int port) {
    return "postgresql://" + USER + "@" + bracketed(host) + ":" + port + "/" + DATABASE;
  }

  /// With the password; only for who asks for credentials.
  public static String full(String host, int port, Password password) {
    return "postgresql://"
        + USER
        + ":"
        + escaped(password.value())
        + "@"
        + bracketed(host)
        + ":"
        + port
        + "/"
        + DATABASE;
  }

  /// Form encoding differs from percent-encoding in the blank only.
  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
