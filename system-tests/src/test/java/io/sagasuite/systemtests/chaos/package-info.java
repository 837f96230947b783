/// What must be true whatever happens: faults are injected into a whole suite under load, and a
/// checker proves the invariants from the complete history that the run has left behind.
@NullMarked
package io.sagasuite.systemtests.chaos;

import org.jspecify.annotations.NullMarked;
