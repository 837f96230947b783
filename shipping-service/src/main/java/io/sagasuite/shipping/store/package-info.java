/// Shipments in the database: batches by set-based statements, reads by entities.
@NullMarked
package io.sagasuite.shipping.store;

import org.jspecify.annotations.NullMarked;
