package io.sagasuite.systemtests.deploy;

import java.util.List;

/// Something that must hold of all manifests together; says what does not, a sentence for each.
interface Check {

  List<String> faults(Manifests manifests);
}
