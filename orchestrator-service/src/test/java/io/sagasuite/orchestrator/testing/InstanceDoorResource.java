package io.sagasuite.orchestrator.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;

/// What the door to instances needs beside servers: a key to seal passwords with, and an address of
/// provisioning, where a test may or may not let somebody answer.
public final class InstanceDoorResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try (ServerSocket free = new ServerSocket(0)) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      Path folder = Files.createTempDirectory("sealing");
      Path open = folder.resolve("public.pem");
      Path secret = folder.resolve("private.pem");
      Files.writeString(open, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      Files.writeString(secret, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      return Map.of(
          "suite.sealing.public-key-file", open.toString(),
          "test.sealing.private-key-file", secret.toString(),
          "suite.provisioning.url", "http://localhost:" + free.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String kind, byte[] encoded) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind);
  }

  @Override
  public void stop() {}
}
