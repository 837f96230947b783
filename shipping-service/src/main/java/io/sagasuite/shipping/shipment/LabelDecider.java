package io.sagasuite.shipping.shipment;

import io.sagasuite.messaging.contract.CommandMessage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// Decides whether a label can be made, and what stands on it.
public final class LabelDecider {

  private static final List<String> ADDRESS_FIELDS =
      List.of("name", "street", "city", "postalCode", "country");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  /// Stands for everywhere that no carrier goes.
  private static final String UNREACHABLE = "ZZ";

  private LabelDecider() {}

  /// The label for a command, or why there is none.
  public static LabelDecision decide(CommandMessage command) {
    if (!(command.input().get("address") instanceof Map<?, ?> address)) {
      return new LabelDecision.Refused("there is no address");
    }
    for (String field : ADDRESS_FIELDS) {
      if (!(address.get(field) instanceof String text) || text.isBlank()) {
        return new LabelDecision.Refused("the address has no " + field);
      }
    }
    String country = String.valueOf(address.get("country"));
    if (!COUNTRY.matcher(country).matches() || country.equals(UNREACHABLE)) {
      return new LabelDecision.Refused("no carrier ships to " + country);
    }
    return new LabelDecision.Made(label(command, address));
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys
  private static Label label(CommandMessage command, Map<?, ?> address) {
    return new Label(
        command.key(),
        String.valueOf(command.input().get("orderId")),
        (Map<String, ?>) address,
        trackingNumber(command.sagaId()));
  }

  private static String trackingNumber(UUID sagaId) {
    long folded = sagaId.getMostSignificantBits() * 31 + sagaId.getLeastSignificantBits();
    return "SB" + Long.toUnsignedString(folded, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
  }
}
