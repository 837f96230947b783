/// Passwords as they are sealed at the door: opened here, and nowhere else.
@NullMarked
package io.sagasuite.provisioning.sealing;

import org.jspecify.annotations.NullMarked;
