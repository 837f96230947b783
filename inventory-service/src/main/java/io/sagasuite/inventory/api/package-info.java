/// HTTP: stock and reservations, and every error as a problem document.
@NullMarked
package io.sagasuite.inventory.api;

import org.jspecify.annotations.NullMarked;
