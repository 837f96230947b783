/// The conformance kit against participants that keep the rules, and one that does not.
@NullMarked
package io.sagasuite.systemtests.conformance;

import org.jspecify.annotations.NullMarked;
