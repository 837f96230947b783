/// What a definition would do, told without doing it: the dry run and the picture.
@NullMarked
package io.sagasuite.saga.plan;

import org.jspecify.annotations.NullMarked;
