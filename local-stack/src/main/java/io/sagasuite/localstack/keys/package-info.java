/// What the services of one stack keep secret from everybody else: the pair that seals passwords
/// and the token that shows them.
@NullMarked
package io.sagasuite.localstack.keys;

import org.jspecify.annotations.NullMarked;
