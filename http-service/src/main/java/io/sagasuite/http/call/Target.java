package io.sagasuite.http.call;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a call goes, taken apart.
///
/// @param path everything behind the host, with the query
public record Target(boolean tls, String host, int port, String path) {

  private static final String PLACE = "url";
  private static final Pattern URL = Pattern.compile("(?i)(https?)://([^/?#]+)(.*)");
  private static final Pattern AUTHORITY =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");
  private static final String ANY_HOST = "http://host";
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int PORT_MAX = 65_535;

  /// Takes an address apart that has no secrets to be filled in any more.
  static Target of(String url) {
    Matcher parts = parts(url);
    boolean tls = parts.group(1).equalsIgnoreCase("https");
    Matcher authority = AUTHORITY.matcher(parts.group(2));
    if (!authority.matches()) {
      throw RefusedCallException.invalid(PLACE, "names no host, or more than host and port");
    }
    int port = port(authority.group(2), tls);
    return new Target(tls, authority.group(1).toLowerCase(Locale.ROOT), port, path(parts.group(3)));
  }

  /// Whom an address is for, even if secrets are still to be filled in: what calls are counted by.
  static String hostKey(String url) {
    return SecretText.isIn(parts(url).group(2))
        ? parts(url).group(2).toLowerCase(Locale.ROOT)
        : of(SecretText.masked(url)).hostAndPort();
  }

  /// The host with its port.
  public String hostAndPort() {
    return host + ":" + port;
  }

  private static Matcher parts(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw RefusedCallException.invalid(PLACE, "is not an http or https address");
    }
    return parts;
  }

  private static int port(String text, boolean tls) {
    if (text == null) {
      return tls ? HTTPS_PORT : HTTP_PORT;
    }
    int port = Integer.parseInt(text);
    if (port < 1 || port > PORT_MAX) {
      throw RefusedCallException.invalid(PLACE, "has a port that does not exist");
    }
    return port;
  }

  private static String path(String rest) {
    URI uri = uri(ANY_HOST + (rest.startsWith("/") ? rest : "/" + rest));
    if (uri.getRawFragment() != null) {
      throw RefusedCallException.invalid(PLACE, "has a fragment, which no service would see");
    }
    return uri.toASCIIString().substring(ANY_HOST.length());
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw RefusedCallException.invalid(PLACE, "has characters that need percent-encoding");
    }
  }
}
