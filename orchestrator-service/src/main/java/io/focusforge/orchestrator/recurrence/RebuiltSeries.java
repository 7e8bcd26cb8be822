package io.focusforge.orchestrator.recurrence;

import io.focusforge.orchestrator.event.StoredEvent;
import io.focusforge.orchestrator.readmodel.Owned;
import io.focusforge.orchestrator.readmodel.ReadModel;
import io.focusforge.orchestrator.readmodel.ReadTable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Series, made anew beside those that are read. */
@ApplicationScoped
class RebuiltSeries implements ReadModel<Series> {
    private static final List<ReadTable> TABLES = List.of(ReadTable.ofThings("task_series"));
    private static final String INSERT = """
            INSERT INTO task_series_rebuilt (tenant_id, owner_id, id, version, make_at, document)
            SELECT $1, owner_id, id, version, make_at, document
            FROM unnest($2::uuid[], $3::uuid[], $4::integer[], $5::timestamptz[], $6::text[])
                AS new (owner_id, id, version, make_at, document)""";
    private final SeriesTravel travel;
    private final SeriesStore store;

    RebuiltSeries(SeriesTravel travel, SeriesStore store) {
        this.travel = travel;
        this.store = store;
    }

    @Override
    public String types() {
        return SeriesEventType.PREFIX;
    }

    @Override
    public Series apply(UUID stream, Series before, StoredEvent event) {
        return travel.apply(stream, before, event);
    }

    @Override
    public List<ReadTable> tables() {
        return TABLES;
    }

    @Override
    public CompletableFuture<?> send(SqlConnection connection, UUID tenant, List<Owned<Series>> series) {
        var row = Tuple.of(tenant)
                .addArrayOfUUID(series.stream().map(Owned::owner).toArray(UUID[]::new))
                .addArrayOfUUID(column(series, Series::id, UUID[]::new))
                .addArrayOfInteger(column(series, Series::version, Integer[]::new))
                .addArrayOfOffsetDateTime(column(series, SeriesStore::makeAt, OffsetDateTime[]::new))
                .addArrayOfString(column(series, store::write, String[]::new));
        return connection.preparedQuery(INSERT).execute(row).subscribeAsCompletionStage();
    }

    private static <T> T[] column(List<Owned<Series>> series, Function<Series, T> value, IntFunction<T[]> array) {
        return series.stream().map(Owned::thing).map(value).toArray(array);
    }
}
