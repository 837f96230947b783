package io.sagasuite.localstack.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteKeysTest {

  @TempDir Path folder;

  @Test
  void areAPair() throws Exception {
    SuiteKeys keys = SuiteKeys.in(folder.resolve("keys"));
    KeyFactory ec = KeyFactory.getInstance("EC");
    PrivateKey opens = ec.generatePrivate(new PKCS8EncodedKeySpec(der(keys.privateKey())));
    PublicKey seals = ec.generatePublic(new X509EncodedKeySpec(der(keys.publicKey())));
    byte[] text = {1, 2, 3};

    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(opens);
    signing.update(text);
    byte[] signature = signing.sign();
    Signature checking = Signature.getInstance("SHA256withECDSA");
    checking.initVerify(seals);
    checking.update(text);

    assertThat(checking.verify(signature)).isTrue();
    assertThat(Files.readString(keys.privateKey())).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(Files.readString(keys.publicKey())).startsWith("-----BEGIN PUBLIC KEY-----\n");
  }

  @Test
  void areReadByTheirOwnerOnly() throws IOException {
    SuiteKeys keys = SuiteKeys.in(folder.resolve("keys"));

    for (Path file : List.of(keys.publicKey(), keys.privateKey(), keys.credentialsToken())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(Base64.getUrlDecoder().decode(Files.readString(keys.credentialsToken())))
        .hasSize(32);
  }

  @Test
  void stayTheSameFromOneStartToTheNext() throws IOException {
    SuiteKeys first = SuiteKeys.in(folder.resolve("keys"));
    String key = Files.readString(first.privateKey());

    SuiteKeys second = SuiteKeys.in(folder.resolve("keys"));

    assertThat(second).isEqualTo(first);
    assertThat(Files.readString(second.privateKey())).isEqualTo(key);
  }

  @Test
  void areMadeOnceWhenSeveralAskTogether() throws Exception {
    Callable<String> ask =
        () -> Files.readString(SuiteKeys.in(folder.resolve("keys")).credentialsToken());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers =
          threads.invokeAll(Stream.generate(() -> ask).limit(8).toList());
      assertThat(answers.stream().map(Future::resultNow).distinct()).hasSize(1);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("keys"));
    }
  }

  @Test
  void refuseASetThatIsNotWhole() throws IOException {
    SuiteKeys keys = SuiteKeys.in(folder.resolve("keys"));
    Files.delete(keys.privateKey());

    assertThatThrownBy(() -> SuiteKeys.in(folder.resolve("keys")))
        .hasMessageContaining("misses sealing-private.pem");
  }

  private static byte[] der(Path pem) throws IOException {
    String body = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "");
    return Base64.getMimeDecoder().decode(body);
  }
}
