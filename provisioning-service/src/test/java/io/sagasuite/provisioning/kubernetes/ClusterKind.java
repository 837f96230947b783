package io.sagasuite.provisioning.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Where a case is tried.
enum ClusterKind {
  MOCK {
    @Override
    TestCluster open() {
      return new MockCluster();
    }
  },
  REAL {
    @Override
    TestCluster open() {
      assumeTrue(
          ApiServer.isOffered(),
          ApiServer.ASSETS + " names no folder with the programs etcd and kube-apiserver");
      return new RealCluster(ApiServer.shared());
    }
  };

  abstract TestCluster open();
}
