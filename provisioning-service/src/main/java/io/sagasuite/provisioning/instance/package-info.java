/// Instances and the port that brings them about. Pure.
@NullMarked
package io.sagasuite.provisioning.instance;

import org.jspecify.annotations.NullMarked;
