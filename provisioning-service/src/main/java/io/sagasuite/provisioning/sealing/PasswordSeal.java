package io.sagasuite.provisioning.sealing;

import io.sagasuite.provisioning.instance.Password;
import io.sagasuite.provisioning.instance.ProvisioningException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// Opens passwords that were sealed for this service, each for the one instance that it names. The
/// key is read when it is first needed and stays in memory; no password does.
@Singleton
public final class PasswordSeal {

  private static final String SUBJECT = "sub";
  private static final AlgorithmConstraints KEYS =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW);
  private static final AlgorithmConstraints CONTENTS =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);

  private final Optional<String> keyFile;
  private volatile @Nullable PrivateKey key;

  PasswordSeal(@ConfigProperty(name = "suite.sealing.private-key-file") Optional<String> keyFile) {
    this.keyFile = keyFile.filter(file -> !file.isBlank());
  }

  /// The password that was sealed for the instance of that name.
  ///
  /// @throws InvalidSealException when there is none in it
  /// @throws ProvisioningException when this service has no key
  public Password open(String sealed, String name) {
    PrivateKey secret = key();
    JsonWebEncryption box = new JsonWebEncryption();
    box.setAlgorithmConstraints(KEYS);
    box.setContentEncryptionAlgorithmConstraints(CONTENTS);
    String text;
    try {
      box.setCompactSerialization(sealed);
      box.setKey(secret);
      text = box.getPlaintextString();
    } catch (JoseException e) {
      throw new InvalidSealException("the sealed password cannot be opened");
    }
    if (!name.equals(box.getHeader(SUBJECT))) {
      throw new InvalidSealException("the password was sealed for another instance");
    }
    return new Password(text);
  }

  private PrivateKey key() {
    PrivateKey known = key;
    if (known == null) {
      known = read(keyFile.orElseThrow(() -> missing("no private key is configured")));
      key = known;
    }
    return known;
  }

  private static PrivateKey read(String file) {
    try {
      String pem = Files.readString(Path.of(file));
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw missing("the private key cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static ProvisioningException missing(String reason) {
    return ProvisioningException.failed("sealing_unavailable", reason);
  }
}
