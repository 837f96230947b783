/// Commands whose effect lies outside of the database: kept as rows, carried out under leases by
/// any number of services side by side, answered once. A service adds its deferred handlers and the
/// migrations of `db/migration/deferred`.
@NullMarked
package io.sagasuite.messaging.deferred;

import org.jspecify.annotations.NullMarked;
