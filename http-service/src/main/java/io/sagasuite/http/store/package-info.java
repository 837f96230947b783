/// Calls in the database, which is also their queue: intents, leases and results by set-based
/// statements, reads by entities.
@NullMarked
package io.sagasuite.http.store;

import org.jspecify.annotations.NullMarked;
