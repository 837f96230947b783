package io.sagasuite.localstack.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The keys of one stack, as files that only their owner reads. They are made once, all together,
/// and never again: who lost the private key has lost every password that was sealed for it.
///
/// @param publicKey seals passwords; PEM, X.509 SubjectPublicKeyInfo, EC P-256
/// @param privateKey opens them; PEM, PKCS#8
/// @param credentialsToken the bearer token that lets a caller see credentials
public record SuiteKeys(Path publicKey, Path privateKey, Path credentialsToken) {

  private static final int TOKEN_BYTES = 32;
  private static final int PEM_COLUMNS = 64;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /// Those in the folder; makes them when there is no such folder yet.
  public static SuiteKeys in(Path folder) {
    SuiteKeys keys = named(folder);
    try {
      if (!Files.exists(folder)) {
        make(folder.toAbsolutePath(), keys);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no keys can be made in " + folder, e);
    }
    keys.requireAll(folder);
    return keys;
  }

  /// What they are called in the folder, whether or not they are there.
  public static SuiteKeys named(Path folder) {
    return new SuiteKeys(
        folder.resolve("sealing-public.pem"),
        folder.resolve("sealing-private.pem"),
        folder.resolve("credentials-token"));
  }

  /// A crash in between leaves no half a set, because the folder gets its name last.
  private static void make(Path folder, SuiteKeys keys)
      throws IOException, GeneralSecurityException {
    Path parent = Files.createDirectories(folder.resolveSibling("").normalize());
    Path making = Files.createTempDirectory(parent, "making-keys");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    write(making, keys.publicKey(), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    write(making, keys.privateKey(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    write(making, keys.credentialsToken(), token());
    try {
      Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException raced) {
      if (!Files.exists(keys.privateKey())) {
        throw raced;
      }
      discard(making, keys);
    }
  }

  private static void discard(Path making, SuiteKeys keys) throws IOException {
    for (Path file : keys.files()) {
      Files.delete(making.resolve(file.getFileName()));
    }
    Files.delete(making);
  }

  private List<Path> files() {
    return List.of(publicKey, privateKey, credentialsToken);
  }

  private void requireAll(Path folder) {
    for (Path file : files()) {
      if (!Files.isReadable(file)) {
        throw new IllegalStateException(
            "%s misses %s: put it back, or remove the folder to get new keys"
                .formatted(folder, file.getFileName()));
      }
    }
  }

  private static void write(Path folder, Path file, String content) throws IOException {
    var attributes = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Path target = folder.resolve(file.getFileName());
    try (var channel = Files.newByteChannel(target, options, attributes)) {
      channel.write(StandardCharsets.US_ASCII.encode(content));
    }
  }

  private static String pem(String type, byte[] der) {
    var base64 = Base64.getMimeEncoder(PEM_COLUMNS, new byte[] {'\n'});
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(type, base64.encodeToString(der));
  }

  private static String token() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
