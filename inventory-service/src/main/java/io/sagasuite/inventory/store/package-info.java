/// Stock and reservations in the database: batches by set-based statements, reads by entities.
@NullMarked
package io.sagasuite.inventory.store;

import org.jspecify.annotations.NullMarked;
