package io.sagasuite.provisioning.instance;

/// What those who bring instances about need to know of the records. It blocks.
public interface InstanceRecords {

  /// Whether instances are recorded that must have data somewhere.
  boolean areThere();
}
