/// Commands of sagas: what they ask of instances, and what they are answered.
@NullMarked
package io.sagasuite.provisioning.messaging;

import org.jspecify.annotations.NullMarked;
