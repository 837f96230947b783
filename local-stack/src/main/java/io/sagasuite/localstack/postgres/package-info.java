/// A real PostgreSQL server from embedded binaries, with the durability of its defaults, and the
/// suite's databases.
@NullMarked
package io.sagasuite.localstack.postgres;

import org.jspecify.annotations.NullMarked;
