package io.sagasuite.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.decision.Direction;
import io.sagasuite.saga.decision.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every message of the order saga, byte for byte. To accept a change, run with
/// `-Dgolden.accept=true` and look at what has changed: a released message may only gain fields.
class MessageGoldenTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final UUID SAGA = UUID.fromString("0198f3a2-7c1e-7d42-9b1a-2f6d5c4b3a21");
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final Map<String, Object> NONE = Map.of();

  record Golden(String name, WireMessage message) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Golden> messages() {
    return Stream.concat(commands(), replies());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void looksAsItAlwaysDid(Golden golden) throws IOException {
    Path file = FOLDER.resolve(golden.name() + ".txt");
    String text = text(golden.message());
    if (Boolean.getBoolean("golden.accept")) {
      Files.writeString(file, text);
    }
    assertThat(text)
        .describedAs("accept with -Dgolden.accept=true")
        .isEqualTo(Files.readString(file));
  }

  @Test
  void hasNoFileThatNoMessageBelongsTo() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              messages().map(golden -> golden.name() + ".txt").toList());
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void readsCommandsBack(Golden golden) {
    CommandMessage command = MessageCodec.command(golden.message().value(), TRACE);
    assertThat(text(new MessageCodec("/orchestrator").encode(command, AT)))
        .isEqualTo(text(golden.message()));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void readsRepliesBack(Golden golden) {
    ReplyMessage reply = MessageCodec.reply(golden.message().value(), TRACE);
    String source = golden.message().headers().get(MessageHeaders.SOURCE);
    assertThat(text(new MessageCodec(source).encode(reply, AT))).isEqualTo(text(golden.message()));
  }

  static Stream<Golden> commands() {
    Map<String, Object> items = map("orderId", "o-1001", "items", List.of(item("widget", 2)));
    Map<String, Object> payment =
        map("orderId", "o-1001", "amount", "49.90", "currency", "EUR", "source", "tok_visa");
    Map<String, Object> parcel =
        map("orderId", "o-1001", "address", address(), "items", List.of(item("widget", 2)));
    return Stream.of(
        command("reserve-stock", Direction.EXECUTE, "ReserveStock", items, null),
        command(
            "reserve-stock",
            Direction.COMPENSATE,
            "ReleaseStock",
            items,
            map("reservationId", "a0eebc99-9c0b-3ef8-bb6d-6bb9bd380a11")),
        command("take-payment", Direction.EXECUTE, "TakePayment", payment, null),
        command("take-payment", Direction.COMPENSATE, "RefundPayment", payment, null),
        command("create-label", Direction.EXECUTE, "CreateLabel", parcel, null),
        command(
            "create-label",
            Direction.COMPENSATE,
            "CancelLabel",
            parcel,
            map("shippingId", "a0eebc99-9c0b-3ef8-bb6d-6bb9bd380a33", "trackingNumber", "SB1")));
  }

  static Stream<Golden> replies() {
    return Stream.of(
        reply(
            "inventory",
            "reserve-stock",
            Direction.EXECUTE,
            "ReserveStock",
            done("reservationId", "a0eebc99-9c0b-3ef8-bb6d-6bb9bd380a11")),
        reply(
            "inventory",
            "reserve-stock",
            Direction.EXECUTE,
            "ReserveStock",
            new Outcome.Rejected("product_not_available", "2 of widget wanted, 1 available")),
        reply(
            "inventory",
            "reserve-stock",
            Direction.COMPENSATE,
            "ReleaseStock",
            new Outcome.Succeeded(NONE)),
        reply(
            "payment",
            "take-payment",
            Direction.EXECUTE,
            "TakePayment",
            done("paymentId", "a0eebc99-9c0b-3ef8-bb6d-6bb9bd380a22")),
        reply(
            "payment",
            "take-payment",
            Direction.EXECUTE,
            "TakePayment",
            new Outcome.Rejected("payment_declined", "the source was declined")),
        reply(
            "payment",
            "take-payment",
            Direction.EXECUTE,
            "TakePayment",
            new Outcome.Failed("gateway_unavailable", "the gateway is not available")),
        reply(
            "payment",
            "take-payment",
            Direction.COMPENSATE,
            "RefundPayment",
            new Outcome.Succeeded(NONE)),
        reply(
            "payment",
            "take-payment",
            Direction.COMPENSATE,
            "RefundPayment",
            new Outcome.Failed("refund_failed", "the refund is refused for now")),
        reply(
            "shipping",
            "create-label",
            Direction.EXECUTE,
            "CreateLabel",
            done("shippingId", "a0eebc99-9c0b-3ef8-bb6d-6bb9bd380a33", "trackingNumber", "SB1")),
        reply(
            "shipping",
            "create-label",
            Direction.EXECUTE,
            "CreateLabel",
            new Outcome.Rejected("shipping_label_failed", "no carrier ships to ZZ")),
        reply(
            "shipping",
            "create-label",
            Direction.COMPENSATE,
            "CancelLabel",
            new Outcome.Succeeded(NONE)),
        reply(
            "http",
            "create-network",
            Direction.EXECUTE,
            "CallHttp",
            new Outcome.Unknown("http_timeout", "no answer within 30 s")),
        reply(
            "shipping",
            "create-label",
            Direction.EXECUTE,
            "CreateLabel",
            new Outcome.Waiting("address-confirmed", "the address is being clarified")));
  }

  private static Golden command(
      String step,
      Direction direction,
      String command,
      Map<String, Object> input,
      Map<String, Object> output) {
    CommandMessage message =
        new CommandMessage(SAGA, step, direction, 1, command, input, output, TRACE);
    return new Golden(command, new MessageCodec("/orchestrator").encode(message, AT));
  }

  private static Golden reply(
      String service, String step, Direction direction, String command, Outcome outcome) {
    ReplyMessage message = new ReplyMessage(SAGA, step, direction, 2, command, outcome, TRACE);
    return new Golden(
        command + "." + MessageCodec.word(outcome),
        new MessageCodec("/" + service).encode(message, AT));
  }

  private static String text(WireMessage message) {
    String headers =
        message.headers().entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue() + "\n")
            .collect(Collectors.joining());
    String value = new String(message.value(), StandardCharsets.UTF_8);
    return "key: " + message.key() + "\n" + headers + "\n" + value + "\n";
  }

  private static Outcome done(Object... output) {
    return new Outcome.Succeeded(map(output));
  }

  private static Map<String, Object> item(String productId, int quantity) {
    return map("productId", productId, "quantity", quantity);
  }

  private static Map<String, Object> address() {
    return map(
        "name", "A. Ada",
        "street", "1 Main St",
        "city", "Berlin",
        "postalCode", "10115",
        "country", "DE");
  }

  private static Map<String, Object> map(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }
}
