/// The decisions: `decide` turns a trigger into events, `evolve` folds events into state, `effects`
/// derives the commands to send. Pure: no clock, no randomness, no I/O.
@NullMarked
package io.sagasuite.saga.decision;

import org.jspecify.annotations.NullMarked;
