/// Children of this JVM: started, watched, killed and found again. A child never outlives its
/// launcher: on Linux the kernel ends it with its parent (`setpriv --pdeathsig`), elsewhere the
/// next start finds it by its pid file and ends it.
@NullMarked
package io.sagasuite.localstack.process;

import org.jspecify.annotations.NullMarked;
