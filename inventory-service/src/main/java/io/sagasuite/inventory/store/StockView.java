package io.sagasuite.inventory.store;

/// The stock of one product, as it is shown.
public record StockView(String productId, long available, long reserved) {}
