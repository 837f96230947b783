/// Instances as objects of a Kubernetes cluster.
@NullMarked
package io.sagasuite.provisioning.kubernetes;

import org.jspecify.annotations.NullMarked;
