/// What is deployed, held against the schemas of its kinds and against itself.
@NullMarked
package io.sagasuite.systemtests.deploy;

import org.jspecify.annotations.NullMarked;
