package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sagasuite.localstack.process.Await;
import io.sagasuite.localstack.process.ChildProcess;
import io.sagasuite.localstack.process.ChildSpec;
import io.sagasuite.localstack.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// A real API server with its store, as in a cluster without controllers and nodes. It makes its
/// own certificate, and knows who calls by tokens that live as long as it does; what they may do is
/// for access rules to say.
final class ApiServer implements AutoCloseable {

  static final String ASSETS = "KUBEBUILDER_ASSETS";

  private static final String HOST = "127.0.0.1";
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final int LOG_LINES = 15;

  private final Path assets;
  private final Path dir;
  private final String adminToken = UUID.randomUUID().toString();
  private final String provisioningToken = UUID.randomUUID().toString();
  private final Deque<ChildProcess> processes = new ArrayDeque<>();
  private final int port;

  /// Starts both from a folder of programs, and keeps what is theirs in another.
  ApiServer(Path assets, Path dir) {
    this.assets = assets;
    this.dir = dir;
    List<Integer> ports = Ports.free(3);
    this.port = ports.getFirst();
    try {
      startStore(ports.get(1), ports.get(2));
      startApi(ports.get(1));
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Whether this machine says where the programs are.
  static boolean isOffered() {
    return System.getenv(ASSETS) != null;
  }

  /// One for all tests of this JVM; it ends with it. One that did not come up is not tried again.
  static ApiServer shared() {
    return Shared.SERVER.join();
  }

  private static ApiServer forThisJvm() {
    try {
      Path assets = Path.of(System.getenv(ASSETS));
      ApiServer server = new ApiServer(assets, Files.createTempDirectory("api-server"));
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Shared {

    static final CompletableFuture<ApiServer> SERVER =
        CompletableFuture.supplyAsync(ApiServer::forThisJvm);
  }

  Config admin() {
    return config(adminToken);
  }

  Config provisioning() {
    return config(provisioningToken);
  }

  private Config config(String token) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("https://" + HOST + ":" + port + "/")
        .withCaCertFile(dir.resolve("apiserver.crt").toString())
        .withOauthToken(token)
        .withNamespace("toygres")
        .withWatchReconnectInterval(100)
        .withRequestRetryBackoffLimit(0)
        .build();
  }

  private void startStore(int store, int peers) {
    start(
        "etcd",
        List.of(
            "--data-dir=" + dir.resolve("store"),
            "--listen-client-urls=" + url(store),
            "--advertise-client-urls=" + url(store),
            "--listen-peer-urls=" + url(peers)),
        () -> Ports.isOpen(store));
  }

  private void startApi(int store) throws IOException {
    Path tokens = Files.writeString(dir.resolve("tokens.csv"), tokens());
    Path keys = Files.writeString(dir.resolve("accounts.pem"), privateKey());
    start(
        "kube-apiserver",
        List.of(
            "--etcd-servers=" + url(store),
            "--bind-address=" + HOST,
            "--advertise-address=" + HOST,
            "--secure-port=" + port,
            "--cert-dir=" + dir,
            "--token-auth-file=" + tokens,
            "--authorization-mode=RBAC",
            "--service-cluster-ip-range=10.0.0.0/24",
            "--service-account-issuer=" + "https://" + HOST + ":" + port,
            "--service-account-key-file=" + keys,
            "--service-account-signing-key-file=" + keys,
            "--disable-admission-plugins=ServiceAccount"),
        this::isReady);
  }

  /// The second acts under the name of the account that `deploy/kubernetes` speaks of.
  private String tokens() {
    return adminToken
        + ",admin,1,system:masters\n"
        + provisioningToken
        + ",system:serviceaccount:sagasuite:sagasuite-provisioning,2,system:serviceaccounts\n";
  }

  private static String privateKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(pair.getPrivate().getEncoded())
          + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isReady() {
    if (!Files.exists(dir.resolve("apiserver.crt"))) {
      return false;
    }
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(admin()).build()) {
      return "ok".equals(client.raw("/readyz"));
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private void start(String program, List<String> arguments, BooleanSupplier ready) {
    Path binary = assets.resolve(program);
    if (!Files.isExecutable(binary)) {
      throw new IllegalStateException(ASSETS + ": there is no program " + binary);
    }
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    command.addAll(arguments);
    Path log = dir.resolve(program + ".log");
    ChildProcess process = ChildProcess.start(ChildSpec.jvm(program, command, Map.of(), log, dir));
    processes.push(process);
    boolean up = Await.until(() -> !process.isAlive() || ready.getAsBoolean(), START_TIMEOUT);
    if (!up || !process.isAlive()) {
      throw new IllegalStateException(
          program + (process.isAlive() ? " is not ready" : " has ended") + ":\n" + end(log));
    }
  }

  private static String end(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return log + " cannot be read";
    }
  }

  private static String url(int port) {
    return "http://" + HOST + ":" + port;
  }

  /// Ends both, the store last.
  @Override
  public void close() {
    while (!processes.isEmpty()) {
      processes.pop().stop(STOP_TIMEOUT);
    }
  }
}
