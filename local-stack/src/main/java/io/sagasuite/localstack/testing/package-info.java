/// What the tests of every module use: one broker and one database server per module.
@NullMarked
package io.sagasuite.localstack.testing;

import org.jspecify.annotations.NullMarked;
