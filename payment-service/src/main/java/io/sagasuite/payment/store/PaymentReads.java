package io.sagasuite.payment.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// Payments, read.
@ApplicationScoped
public class PaymentReads {

  private static final int LISTED_MAX = 100;

  private final Payments payments;

  PaymentReads(Payments payments) {
    this.payments = payments;
  }

  /// A payment, a null item when there is none of that id.
  @WithSession
  public Uni<PaymentView> payment(UUID id) {
    return payments.findById(id).onItem().ifNotNull().transform(PaymentReads::view);
  }

  /// The latest payments of an order, newest first.
  @WithSession
  public Uni<List<PaymentView>> ofOrder(String orderId) {
    return payments
        .find("orderId", Sort.descending("createdAt"), orderId)
        .page(0, LISTED_MAX)
        .list()
        .map(rows -> rows.stream().map(PaymentReads::view).toList());
  }

  private static PaymentView view(PaymentEntity row) {
    return new PaymentView(
        row.paymentId,
        row.sagaId,
        row.orderId,
        row.amount.toPlainString(),
        row.currency,
        row.status,
        row.createdAt,
        row.updatedAt);
  }

  /// Rows of payments.
  @ApplicationScoped
  static class Payments implements PanacheRepositoryBase<PaymentEntity, UUID> {}
}
