package io.sagasuite.provisioning.localprocess;

import java.util.List;

/// Lets PostgreSQL, which refuses root, run where the service is root.
final class Users {

  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private Users() {}

  /// A prefix that replaces itself by what follows, in a user namespace where the process is nobody
  /// while files stay those of root.
  static List<String> notRoot() {
    return ROOT ? List.of("unshare", "-U") : List.of();
  }
}
