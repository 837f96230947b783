package peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The order saga as a workflow of DBOS, called on a virtual thread for each order. The database
/// has the settings of the suite's own.
public final class DbosOrders {

  /// What DBOS wraps.
  public interface Orders {

    /// How the order ended.
    String order(String id, boolean fails);
  }

  /// The steps; each is recorded in the database by itself.
  public static final class OrderSteps implements Orders {

    private final DBOS dbos;

    OrderSteps(DBOS dbos) {
      this.dbos = dbos;
    }

    @Override
    @Workflow(name = "order")
    public String order(String id, boolean fails) {
      dbos.runStep(() -> "reservation-" + id, "reserve");
      dbos.runStep(() -> "payment-" + id, "pay");
      String shipped = dbos.runStep(() -> fails ? "rejected" : "shipment-" + id, "ship");
      if (shipped.equals("rejected")) {
        dbos.runStep(() -> "refund-" + id, "refund");
        dbos.runStep(() -> "release-" + id, "release");
        return "undone";
      }
      return "processed";
    }
  }

  private static final int CONNECTIONS = 20;

  private DbosOrders() {}

  /// Measures; see [Load.Options].
  public static void main(String... words) throws Exception {
    Path data = Files.createTempDirectory("dbos-orders");
    try (EmbeddedPostgres postgres = postgres(data);
        HikariDataSource source = source(postgres);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      DBOS dbos = new DBOS(DBOSConfig.defaults("orders").withDataSource(source));
      Orders orders = dbos.registerProxy(Orders.class, new OrderSteps(dbos));
      dbos.launch();
      ProcessTree here = new ProcessTree(ProcessHandle.current());
      ProcessTree database = new ProcessTree(serverIn(data));
      Load.Engine engine =
          (id, fails) -> CompletableFuture.supplyAsync(() -> orders.order(id, fails), threads);
      new Load(engine, () -> here.cpuSeconds() + database.cpuSeconds())
          .measure(Load.Options.of(words));
      System.out.printf("%,.0f MB resident%n", here.residentMb() + database.residentMb());
      dbos.shutdown();
    }
  }

  private static EmbeddedPostgres postgres(Path data) throws Exception {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setServerConfig("max_connections", "200")
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("jit", "off")
        .start();
  }

  private static HikariDataSource source(EmbeddedPostgres postgres) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
    config.setMaximumPoolSize(CONNECTIONS);
    return new HikariDataSource(config);
  }

  /// The server is no child of ours, as it was started through pg_ctl.
  private static ProcessHandle serverIn(Path data) throws Exception {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }
}
