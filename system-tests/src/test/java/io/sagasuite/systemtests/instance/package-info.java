/// Instances that are really there, and really gone.
@NullMarked
package io.sagasuite.systemtests.instance;

import org.jspecify.annotations.NullMarked;
