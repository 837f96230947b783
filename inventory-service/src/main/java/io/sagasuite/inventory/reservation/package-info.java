/// Who gets how much of what. Pure: decides over a view of the stock and never touches a database.
@NullMarked
package io.sagasuite.inventory.reservation;

import org.jspecify.annotations.NullMarked;
