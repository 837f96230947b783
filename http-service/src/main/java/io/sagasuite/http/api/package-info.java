/// HTTP: calls, and every error as a problem document.
@NullMarked
package io.sagasuite.http.api;

import org.jspecify.annotations.NullMarked;
