package io.sagasuite.provisioning.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sagasuite.provisioning.instance.ProvisioningException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordSealTest {

  private static final String PASSWORD = "p'q\"r\\s: {t}\n- u é";

  @TempDir Path folder;

  private TestSeal door;
  private PasswordSeal seal;

  @BeforeEach
  void open() {
    door = TestSeal.in(folder.resolve("door"));
    seal = new PasswordSeal(Optional.of(door.privateKey().toString()));
  }

  @Test
  void opensWhatWasSealedForThatInstance() {
    assertThat(seal.open(door.seal(PASSWORD, "db"), "db").value()).isEqualTo(PASSWORD);
  }

  @Test
  void refusesAPasswordOfAnotherInstance() {
    assertThatThrownBy(() -> seal.open(door.seal(PASSWORD, "db"), "other"))
        .isInstanceOf(InvalidSealException.class)
        .hasMessageNotContaining("p'q");
  }

  @Test
  void refusesWhatWasSealedForSomebodyElse() {
    String foreign = TestSeal.in(folder.resolve("other")).seal(PASSWORD, "db");

    assertThatThrownBy(() -> seal.open(foreign, "db")).isInstanceOf(InvalidSealException.class);
  }

  @Test
  void refusesAnotherWayOfSealing() {
    String weaker = door.seal(PASSWORD, "db", "ECDH-ES");

    assertThatThrownBy(() -> seal.open(weaker, "db")).isInstanceOf(InvalidSealException.class);
  }

  @Test
  void refusesWhatIsNoSealAtAll() {
    assertThatThrownBy(() -> seal.open("hunter22", "db"))
        .isInstanceOf(InvalidSealException.class)
        .hasMessageNotContaining("hunter22");
  }

  @Test
  void saysWhenItHasNoKey() {
    PasswordSeal without = new PasswordSeal(Optional.empty());

    assertThatThrownBy(() -> without.open(door.seal(PASSWORD, "db"), "db"))
        .isInstanceOfSatisfying(
            ProvisioningException.class,
            no -> assertThat(no.code()).isEqualTo("sealing_unavailable"));
  }
}
