package io.sagasuite.localstack.launcher;

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

  private String url() {
    return "http://localhost:" + (ORCHESTRATOR_PORT + location.portOffset());
  }
}
