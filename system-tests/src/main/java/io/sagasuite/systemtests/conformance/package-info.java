/// Whether a participant, in whatever language, keeps the rules that sagas rely on: judged from
/// outside, over Kafka, with a participant that is repeated to, overtaken, flooded and killed.
@NullMarked
package io.sagasuite.systemtests.conformance;

import org.jspecify.annotations.NullMarked;
