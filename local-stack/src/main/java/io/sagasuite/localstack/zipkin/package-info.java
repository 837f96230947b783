/// A tracing UI as a process of this machine.
@NullMarked
package io.sagasuite.localstack.zipkin;

import org.jspecify.annotations.NullMarked;
