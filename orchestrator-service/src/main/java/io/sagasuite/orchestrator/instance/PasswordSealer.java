package io.sagasuite.orchestrator.instance;

import io.sagasuite.messaging.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// Seals passwords for provisioning, the only one who can open them. The name of the instance is
/// part of the seal, so that one sealed for an instance opens no other.
@ApplicationScoped
class PasswordSealer {

  private static final Logger LOGGER = Logger.getLogger(PasswordSealer.class);
  private static final int CURVE_BITS = 256;

  private final Optional<String> keyFile;
  private final Vertx vertx;
  private volatile @Nullable ECPublicKey key;

  PasswordSealer(
      @ConfigProperty(name = "suite.sealing.public-key-file") Optional<String> keyFile,
      Vertx vertx) {
    this.keyFile = keyFile.filter(file -> !file.isBlank());
    this.vertx = vertx;
  }

  /// The sealed password, made beside the event loop, which orders need.
  Uni<String> seal(String name, String password) {
    return Uni.createFrom()
        .completionStage(
            () -> vertx.executeBlocking(() -> sealed(name, password), false).toCompletionStage());
  }

  private String sealed(String name, String password) throws JoseException {
    JsonWebEncryption seal = new JsonWebEncryption();
    seal.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.ECDH_ES_A256KW);
    seal.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_256_GCM);
    seal.setHeader("sub", name);
    seal.setKey(key());
    seal.setPlaintext(password);
    return seal.getCompactSerialization();
  }

  /// A key that is not there yet may be there later, so only a good one is kept.
  private ECPublicKey key() {
    ECPublicKey known = key;
    if (known == null) {
      known = read(Path.of(keyFile.orElseThrow(() -> noKey("no public key is configured"))));
      key = known;
    }
    return known;
  }

  private static ECPublicKey read(Path file) {
    try {
      String pem = Files.readString(file).replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "");
      byte[] encoded = Base64.getMimeDecoder().decode(pem);
      if (KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded))
              instanceof ECPublicKey key
          && key.getParams().getCurve().getField().getFieldSize() == CURVE_BITS) {
        return key;
      }
      throw noKey("the public key is not one of the curve P-256");
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      LOGGER.warnf("sealing-key=%s cannot be read: %s", file, e);
      throw noKey("the public key cannot be read");
    }
  }

  /// It takes a person, so nobody is told to try again.
  private static ProblemException noKey(String why) {
    return ProblemException.of(
        503, "passwords cannot be sealed, so no instance can be made: " + why);
  }
}
