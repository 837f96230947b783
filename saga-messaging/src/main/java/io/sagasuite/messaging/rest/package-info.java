/// What every service's HTTP side does alike: whatever goes wrong is answered as a problem, and no
/// caller's text gets where it does not belong.
@NullMarked
package io.sagasuite.messaging.rest;

import org.jspecify.annotations.NullMarked;
