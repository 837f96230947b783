/// HTTP: payments, and every error as a problem document.
@NullMarked
package io.sagasuite.payment.api;

import org.jspecify.annotations.NullMarked;
