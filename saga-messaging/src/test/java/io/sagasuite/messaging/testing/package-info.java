/// What the tests of every participant share.
package io.sagasuite.messaging.testing;
