package io.sagasuite.provisioning.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.lang.JoseException;

/// Seals as the door does, with a pair of keys that is kept in a folder, so that a test and the
/// application under test find the same one.
public record TestSeal(Path folder, PublicKey key) {

  private static final String PUBLIC = "public.der";

  /// The pair of that folder, made when there is none.
  public static TestSeal in(Path folder) {
    try {
      Path file = folder.resolve(PUBLIC);
      if (!Files.exists(file)) {
        generate(folder);
      }
      return new TestSeal(
          folder,
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(Files.readAllBytes(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The private key as PEM.
  public Path privateKey() {
    return folder.resolve("private.pem");
  }

  public String seal(String password, String name) {
    return seal(password, name, "ECDH-ES+A256KW");
  }

  String seal(String password, String name, String algorithm) {
    try {
      JsonWebEncryption box = new JsonWebEncryption();
      box.setAlgorithmHeaderValue(algorithm);
      box.setEncryptionMethodHeaderParameter("A256GCM");
      box.setHeader("sub", name);
      box.setKey(key);
      box.setPayload(password);
      return box.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void generate(Path folder) throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    String text =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPrivate().getEncoded());
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("private.pem"),
        "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    Files.write(folder.resolve(PUBLIC), pair.getPublic().getEncoded());
  }
}
