package io.focusforge.ai.price;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** The table {@code prices}, which belongs to no tenant. */
@Singleton
class PriceStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String PUT = """
            INSERT INTO prices (provider, model, input, cached_input, output) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (provider, model) DO UPDATE
            SET input = excluded.input, cached_input = excluded.cached_input, output = excluded.output, updated_at = now()""";
    private static final String DELETE = "DELETE FROM prices WHERE provider = $1 AND model = $2";
    private static final String ALL =
            "SELECT provider, model, input, cached_input, output FROM prices ORDER BY provider, model LIMIT 10000";

    private final TenantDatabase database;

    PriceStore(TenantDatabase database) {
        this.database = database;
    }

    record Priced(ProviderModel model, Price price) {}

    void put(Priced priced) {
        var model = priced.model();
        var price = priced.price();
        var values = Tuple.of(model.provider(), model.model(), price.input(), price.cachedInput(), price.output());
        database.acrossTenants(connection -> execute(connection, PUT, values));
    }

    /** @return whether there was one */
    boolean delete(ProviderModel model) {
        return database.acrossTenants(
                connection -> execute(connection, DELETE, Tuple.of(model.provider(), model.model()))
                                .rowCount()
                        > 0);
    }

    List<Priced> all() {
        return database.acrossTenants(connection -> execute(connection, ALL, Tuple.tuple()).stream()
                .map(PriceStore::priced)
                .toList());
    }

    private static Priced priced(Row row) {
        return new Priced(
                new ProviderModel(row.getString(0), row.getString(1)),
                new Price(row.getLong(2), row.getLong(3), row.getLong(4)));
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}
