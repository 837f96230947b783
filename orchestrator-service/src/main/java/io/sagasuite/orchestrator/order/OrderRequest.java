package io.sagasuite.orchestrator.order;

import io.sagasuite.orchestrator.api.PlainText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An order as submitted, and what makes it a good one.
///
/// @param orderId the caller's, or null to have one given
/// @param amount a decimal string, so that no digit is lost on the way
/// @param paymentSource the gateway's token of what is to be charged
public record OrderRequest(
    @Pattern(regexp = OrderRequest.ORDER_ID, message = "must be 1 to 64 of A-Z a-z 0-9 . _ -")
        @Nullable String orderId,
    @NotBlank @PlainText @Size(max = 128) String customerId,
    @NotEmpty @Size(max = 100) List<@NotNull @Valid Item> items,
    @NotNull
        @Pattern(
            regexp = "(?![0.]+$)[0-9]{1,12}(\\.[0-9]{1,4})?",
            message =
                "must be a decimal above 0 with at most 12 digits before and 4 after the point")
        String amount,
    @NotNull @IsoCode(IsoCode.Kind.CURRENCY) String currency,
    @NotBlank @PlainText @Size(max = 128) String paymentSource,
    @NotNull @Valid Address shippingAddress) {

  static final String ORDER_ID = "[A-Za-z0-9._-]{1,64}";

  private static final java.util.regex.Pattern ORDER_ID_PATTERN =
      java.util.regex.Pattern.compile(ORDER_ID);

  /// True when an order could have this id.
  static boolean isOrderId(String text) {
    return ORDER_ID_PATTERN.matcher(text).matches();
  }

  /// One line of an order.
  public record Item(
      @NotBlank @PlainText @Size(max = 128) String productId,
      @NotNull @Min(1) @Max(1_000_000) Integer quantity) {

    /// Always in this order: every orchestrator must find the same digest for the same order.
    Map<String, Object> toInput() {
      Map<String, Object> input = LinkedHashMap.newLinkedHashMap(2);
      input.put("productId", productId);
      input.put("quantity", quantity);
      return input;
    }
  }

  /// Where an order goes.
  public record Address(
      @NotBlank @PlainText @Size(max = 200) String name,
      @NotBlank @PlainText @Size(max = 200) String street,
      @NotBlank @PlainText @Size(max = 100) String city,
      @NotBlank @PlainText @Size(max = 20) String postalCode,
      @NotNull @IsoCode(IsoCode.Kind.COUNTRY) String country) {}

  /// The saga's input, under the order's id.
  Map<String, Object> toInput(String id) {
    Map<String, Object> input = LinkedHashMap.newLinkedHashMap(8);
    input.put("orderId", id);
    input.put("customerId", customerId);
    input.put("items", items.stream().map(Item::toInput).toList());
    input.put("amount", amount);
    input.put("currency", currency);
    input.put("paymentSource", paymentSource);
    Map<String, Object> address = LinkedHashMap.newLinkedHashMap(5);
    address.put("name", shippingAddress.name());
    address.put("street", shippingAddress.street());
    address.put("city", shippingAddress.city());
    address.put("postalCode", shippingAddress.postalCode());
    address.put("country", shippingAddress.country());
    input.put("shippingAddress", address);
    return input;
  }
}
