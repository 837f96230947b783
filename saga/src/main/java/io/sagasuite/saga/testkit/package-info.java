/// Tests of definitions: a saga runs in memory, in virtual time, against participants that answer
/// as the test says. Depends on no test framework; what does not hold is an [AssertionError].
@NullMarked
package io.sagasuite.saga.testkit;

import org.jspecify.annotations.NullMarked;
