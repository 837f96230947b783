package io.sagasuite.systemtests.load;

/// One thread of the suite's processes, by the number that the kernel gave it.
record SuiteThread(long id, ThreadKind kind) {}
