package io.sagasuite.provisioning.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What the mock lacks of an API server and our adapter relies on: server-side apply, deletion
/// under a precondition, namespaces that must exist, protected claims, and logs.
final class MockApi extends KubernetesCrudDispatcher {

  static final String LOG_LINE = "2026-01-01T00:00:00Z LOG:  database system is ready";

  private static final List<String> NAMESPACES = List.of("toygres", "elsewhere");

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    String path = request.getPath();
    if (path.startsWith("/version")) {
      return json(200, "{\"major\":\"1\",\"minor\":\"33\"}");
    }
    if (path.contains("/log?") || path.endsWith("/log")) {
      return new MockResponse().setResponseCode(200).setBody(LOG_LINE + "\n" + path + "\n");
    }
    return switch (request.getMethod()) {
      case "POST" -> post(request);
      case "DELETE" -> delete(request);
      case "PATCH" -> patch(request);
      default -> super.dispatch(request);
    };
  }

  private MockResponse post(RecordedRequest request) {
    String path = withoutQuery(request.getPath());
    if (path.contains("/namespaces/") && NAMESPACES.stream().noneMatch(path::contains)) {
      return status(404, "NotFound", "namespaces not found");
    }
    ObjectNode body = (ObjectNode) json(request.getUtf8Body());
    if (path.endsWith("/persistentvolumeclaims")) {
      body.withObject("/metadata").putArray("finalizers").add("kubernetes.io/pvc-protection");
    }
    return super.dispatch(copy(request, "POST", path, body.toString(), "application/json"));
  }

  private MockResponse delete(RecordedRequest request) {
    String path = withoutQuery(request.getPath());
    JsonNode wanted = json(request.getUtf8Body()).at("/preconditions/uid");
    JsonNode there = find(path);
    if (there == null) {
      return status(404, "NotFound", "not found");
    }
    if (!wanted.isMissingNode() && !wanted.equals(there.at("/metadata/uid"))) {
      return status(409, "Conflict", "the UID in the precondition does not match");
    }
    return handleDelete(path);
  }

  /// Applying is merging here, which is the same as long as nobody else owns a field.
  private MockResponse patch(RecordedRequest request) {
    if (!request.getHeader("Content-Type").startsWith("application/apply-patch")) {
      return super.dispatch(request);
    }
    String path = withoutQuery(request.getPath());
    ObjectNode body = (ObjectNode) json(request.getUtf8Body());
    JsonNode there = find(path);
    if (there == null || !body.at("/metadata/uid").equals(there.at("/metadata/uid"))) {
      return status(409, "Conflict", "the object is not the one that was meant");
    }
    return super.dispatch(
        copy(request, "PATCH", path, body.toString(), "application/merge-patch+json"));
  }

  private JsonNode find(String path) {
    Map.Entry<AttributeSet, String> entry = findResource(getKey(path));
    return entry == null ? null : json(entry.getValue());
  }

  private static MockResponse status(int code, String reason, String message) {
    return json(code, Serialization.asJson(Faults.status(code, reason, message).build()));
  }

  private static MockResponse json(int code, String body) {
    return new MockResponse()
        .setResponseCode(code)
        .addHeader("Content-Type", "application/json")
        .setBody(body);
  }

  private static JsonNode json(String text) {
    return Serialization.unmarshal(text == null || text.isEmpty() ? "{}" : text, JsonNode.class);
  }

  private static String withoutQuery(String path) {
    return path.replaceFirst("\\?.*", "");
  }

  private static RecordedRequest copy(
      RecordedRequest request, String method, String path, String body, String type) {
    return new RecordedRequest(
        request.getHttpVersion(),
        io.fabric8.mockwebserver.dsl.HttpMethod.valueOf(method),
        path,
        Headers.builder().add("Content-Type", type).build(),
        new Buffer(body.getBytes(StandardCharsets.UTF_8)));
  }
}
