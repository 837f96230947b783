/// What calls came to, in the database. Intents and leases are those of deferred commands.
@NullMarked
package io.sagasuite.http.store;

import org.jspecify.annotations.NullMarked;
