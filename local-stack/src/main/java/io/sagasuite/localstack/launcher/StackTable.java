package io.sagasuite.localstack.launcher;

import io.sagasuite.localstack.keys.SuiteKeys;
import java.io.PrintWriter;
import java.util.List;

/// What a person sees of a running stack: where everything is, and what to try.
record StackTable(PrintWriter out, StackLocation location) {

  private static final String ROW = "%-16s %-9s %8s  %-24s %s%n";
  private static final int ORCHESTRATOR_PORT = 8080;

  void print(List<StackRecord.Entry> entries) {
    out.println();
    out.printf(ROW, "NAME", "HEALTH", "PID", "URL", "LOG");
    for (StackRecord.Entry entry : entries) {
      out.printf(ROW, entry.name(), entry.health(), entry.pid(), entry.url(), entry.log());
    }
    out.println();
    out.flush();
  }

  void printExamples() {
    out.println("An order that is processed:");
    out.println(order("tok_visa"));
    out.println("One that is rolled back, because the card is declined:");
    out.println(order("tok_declined"));
    out.println("A PostgreSQL server of its own, then how to reach it:");
    out.println(instance());
    out.println("Then see what was done and undone: curl -s " + url() + "/sagas/{sagaId}");
    out.println("Stop with Ctrl-C, or with ./suite down" + location.asArgument());
    out.flush();
  }

  private String order(String paymentSource) {
    return """
      curl -s %s/orders -H 'Content-Type: application/json' -H 'Prefer: wait=10' -d '{
        "customerId": "c-42", "items": [{"productId": "widget", "quantity": 2}],
        "amount": "49.90", "currency": "EUR", "paymentSource": "%s",
        "shippingAddress": {"name": "A. Ada", "street": "1 Main St", "city": "Berlin",
          "postalCode": "10115", "country": "DE"}}'
    """
        .formatted(url(), paymentSource);
  }

  private String instance() {
    return """
      curl -s %1$s/instances -H 'Content-Type: application/json' -H 'Prefer: wait=60' -d '{
        "name": "demo", "password": "choose-your-own", "useLoadBalancer": false}'
      curl -s %1$s/instances/demo/credentials -H "Authorization: Bearer $(cat '%2$s')"
    """
        .formatted(url(), SuiteKeys.named(StackFolder.keys(location.folder())).credentialsToken());
  }

  private String url() {
    return "http://localhost:" + (ORCHESTRATOR_PORT + location.portOffset());
  }
}
