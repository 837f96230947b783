/// The whole suite as local processes: started together, watched, restarted when one dies, ended
/// together.
@NullMarked
package io.sagasuite.localstack.launcher;

import org.jspecify.annotations.NullMarked;
