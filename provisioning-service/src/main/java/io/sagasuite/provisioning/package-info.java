/// Instances of PostgreSQL: reserved, deployed, checked and removed on behalf of sagas.
@NullMarked
package io.sagasuite.provisioning;

import org.jspecify.annotations.NullMarked;
