package io.sagasuite.payment.charge;

import io.sagasuite.messaging.contract.CommandMessage;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads a charge out of a command.
public final class ChargeReader {

  private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,4})?");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private ChargeReader() {}

  /// The charge that a command asks for.
  ///
  /// @throws MalformedChargeException when no gateway could ever take it
  public static Charge charge(CommandMessage command) {
    Map<String, Object> input = command.input();
    String amount = text(input, "amount");
    String currency = text(input, "currency");
    if (!AMOUNT.matcher(amount).matches() || new BigDecimal(amount).signum() == 0) {
      throw new MalformedChargeException("the amount is not a decimal above 0");
    }
    if (!CURRENCY.matcher(currency).matches()) {
      throw new MalformedChargeException("the currency is not an ISO 4217 code");
    }
    return new Charge(
        command.key(),
        text(input, "orderId"),
        new BigDecimal(amount),
        currency,
        text(input, "source"));
  }

  private static String text(Map<String, Object> input, String name) {
    Object value = input.get(name);
    if (value == null || value.toString().isBlank()) {
      throw new MalformedChargeException(name + " is missing");
    }
    return value.toString();
  }
}
