package io.sagasuite.localstack.launcher;

/// Hears when a process of a stack has started or ended.
interface StackListener {

  void started(StackProcess process);

  void ended(StackProcess process, int exitStatus);
}
