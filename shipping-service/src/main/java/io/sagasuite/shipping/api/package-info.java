/// HTTP: shipments, and every error as a problem document.
@NullMarked
package io.sagasuite.shipping.api;

import org.jspecify.annotations.NullMarked;
