/// The description of every message, made from the code that writes and reads it.
@NullMarked
package io.sagasuite.systemtests.messages;

import org.jspecify.annotations.NullMarked;
