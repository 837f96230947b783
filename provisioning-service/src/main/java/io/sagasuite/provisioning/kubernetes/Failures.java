package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sagasuite.provisioning.instance.ProvisioningException;
import io.sagasuite.provisioning.kubernetes.Calls.Asked;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;

/// What the answers of a cluster mean. Of what it says about a Secret nothing is passed on: it may
/// quote the value.
final class Failures {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNPROCESSABLE = 422;
  private static final int SERVER_ERRORS = 500;
  private static final int MESSAGE_LENGTH_MAX = 500;

  private Failures() {}

  /// It may be over in a moment.
  static boolean isPassing(KubernetesClientException e) {
    return e.getCode() == TOO_MANY_REQUESTS || e.getCode() >= SERVER_ERRORS || isUnanswered(e);
  }

  static boolean isConflict(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_CONFLICT;
  }

  static boolean isAbsent(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
  }

  /// How long the cluster asks us to wait; zero if it does not.
  static Duration retryAfter(KubernetesClientException e) {
    Status status = e.getStatus();
    if (status == null
        || status.getDetails() == null
        || status.getDetails().getRetryAfterSeconds() == null) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(status.getDetails().getRetryAfterSeconds());
  }

  static ProvisioningException told(String server, Asked asked, KubernetesClientException e) {
    if (isUnanswered(e)) {
      return unanswered(server);
    }
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE ->
          ProvisioningException.rejected(
              "invalid_object", "the cluster refuses to " + asked + ": " + message(asked, e));
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          ProvisioningException.failed(
              "unauthorized", "the cluster at " + server + " does not know us");
      case HttpURLConnection.HTTP_FORBIDDEN -> forbidden(asked, e);
      case HttpURLConnection.HTTP_NOT_FOUND -> absent(asked);
      case HttpURLConnection.HTTP_CONFLICT ->
          ProvisioningException.failed(
              "conflict", "something else changed meanwhile what we were to " + asked);
      default ->
          ProvisioningException.failed(
              "cluster_unavailable",
              "the cluster at "
                  + server
                  + " did not "
                  + asked
                  + ": "
                  + e.getCode()
                  + " "
                  + message(asked, e));
    };
  }

  static ProvisioningException unanswered(String server) {
    return ProvisioningException.failed(
        "cluster_unavailable", "the cluster at " + server + " does not answer");
  }

  /// The client reports connections that were refused, cut off or too slow with code 0.
  private static boolean isUnanswered(KubernetesClientException e) {
    return e.getCode() == 0 || (e.getStatus() == null && e.getCause() instanceof IOException);
  }

  /// Nothing of ours can be made in a namespace that ends; that passes, unlike a missing right.
  private static ProvisioningException forbidden(Asked asked, KubernetesClientException e) {
    String message = message(asked, e);
    return isNamespaceEnding(e)
        ? ProvisioningException.failed(
            "namespace_terminating", "namespace " + asked.namespace() + " is being deleted")
        : ProvisioningException.rejected(
            "forbidden", "we are not allowed to " + asked + ": " + message);
  }

  private static boolean isNamespaceEnding(KubernetesClientException e) {
    Status status = e.getStatus();
    return status != null
        && status.getDetails() != null
        && status.getDetails().getCauses() != null
        && status.getDetails().getCauses().stream()
            .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
  }

  /// Of objects that are only read, absence is an answer; so what is missing is where to put one.
  private static ProvisioningException absent(Asked asked) {
    return asked.verb().equals("create")
        ? ProvisioningException.rejected(
            "namespace_missing", "there is no namespace " + asked.namespace())
        : ProvisioningException.failed("not_found", "there is nothing to " + asked);
  }

  private static String message(Asked asked, KubernetesClientException e) {
    Status status = e.getStatus();
    if (status == null) {
      return "no reason given";
    }
    String text = asked.isSecret() ? status.getReason() : status.getMessage();
    if (text == null) {
      return "no reason given";
    }
    return text.length() <= MESSAGE_LENGTH_MAX
        ? text
        : text.substring(0, MESSAGE_LENGTH_MAX) + "...";
  }
}
