/// What reaches outside: the HTTP client, and the place where secrets are kept.
@NullMarked
package io.sagasuite.http.client;

import org.jspecify.annotations.NullMarked;
