package io.sagasuite.provisioning.localprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.provisioning.instance.InstanceSpec;
import io.sagasuite.provisioning.instance.ProvisioningException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder that is not mounted is not a folder whose instances are gone.
class AwayFolderIT {

  @TempDir Path mounts;
  private Path root;
  private Path elsewhere;

  @BeforeEach
  void place() {
    root = mounts.resolve("disk");
    elsewhere = mounts.resolve("unmounted");
  }

  @AfterEach
  void clear() {
    LocalService.clear(root);
  }

  @Test
  void saysThatItIsAwayAndMakesNothingInItsPlace() throws IOException {
    InstanceSpec spec;
    try (LocalService before = LocalService.opened(root)) {
      spec = before.deployed("orders");
    }
    Files.move(root, elsewhere);
    Files.createDirectory(root);
    try (LocalService service = new LocalService(root, () -> true)) {
      LocalProcessProvisioner provisioner = service.provisioner;
      provisioner.open();

      assertAway(provisioner::check);
      assertAway(provisioner::findAll);
      assertAway(() -> provisioner.find(spec.ref()));
      assertAway(() -> provisioner.hasData(spec.ref()));
      assertAway(() -> provisioner.remove(spec.ref(), LocalService.WAIT));
      assertAway(() -> provisioner.deploy(spec, LocalService.PASSWORD));
      assertThat(root).isEmptyDirectory();

      Files.delete(root);
      assertAway(provisioner::check);
      Files.move(elsewhere, root);

      provisioner.check();
      assertThat(provisioner.hasData(spec.ref())).isTrue();
      assertThat(provisioner.findAll()).hasSize(1);
    }
  }

  @Test
  void isMarkedWhenNothingIsOnRecordYet() {
    new LocalService(root, () -> false).provisioner.check();

    assertThat(root.resolve(InstancesDir.MARK)).exists();
    new LocalService(root, () -> true).provisioner.check();
  }

  @Test
  void isKnownByTheInstancesThatItHolds() throws IOException {
    try (LocalService before = LocalService.opened(root)) {
      before.deployed("orders");
    }
    Files.delete(root.resolve(InstancesDir.MARK));
    LocalService service = new LocalService(root, () -> true);

    assertThat(service.provisioner.findAll()).hasSize(1);
    assertThat(root.resolve(InstancesDir.MARK)).exists();
  }

  private static void assertAway(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProvisioningException.class,
            e -> {
              assertThat(e.code()).isEqualTo("instances_dir_away");
              assertThat(e.kind()).isEqualTo(ProvisioningException.Kind.FAILED);
              assertThat(e.reason()).contains("its disk is away", InstancesDir.MARK);
            });
  }
}
