package peers;

import dev.restate.sdk.Context;
import dev.restate.sdk.annotation.Handler;
import dev.restate.sdk.annotation.Service;

/// The steps of an order on Restate; each is recorded by the server.
@Service
public class OrderSaga {

  /// How the id of an order ends that is to be undone.
  static final String FAILS = "-fails";

  /// How the order ended.
  @Handler
  public String order(Context context, String id) {
    context.run("reserve", String.class, () -> "reservation-" + id);
    context.run("pay", String.class, () -> "payment-" + id);
    boolean fails = id.endsWith(FAILS);
    String shipped = context.run("ship", String.class, () -> fails ? "rejected" : "shipment-" + id);
    if (shipped.equals("rejected")) {
      context.run("refund", String.class, () -> "refund-" + id);
      context.run("release", String.class, () -> "release-" + id);
      return "undone";
    }
    return "processed";
  }
}
