/// What everyone needs who talks to a database, whatever is stored there.
@NullMarked
package io.sagasuite.messaging.database;

import org.jspecify.annotations.NullMarked;
