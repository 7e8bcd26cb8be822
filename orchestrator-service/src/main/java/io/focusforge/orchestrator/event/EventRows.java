package io.focusforge.orchestrator.event;

import io.focusforge.orchestrator.eventkey.SubjectKeys;
import io.focusforge.orchestrator.upcast.Upcasters;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Rows of the table of events as events: opened with the key that is read along with them, and in the newest version of their types. */
@ApplicationScoped
public class EventRows {
    /** Of {@code events e}, with {@link #KEYS}. */
    public static final String COLUMNS = """
            e.tenant_id, e.stream_id, e.version, e.id, e.type, e.time, e.user_id, e.actor_id, e.traceparent, e.turn, e.place,
            e.data #>> '{}', e.data_key, k.master, k.wrapped""";

    public static final String KEYS =
            " LEFT JOIN subject_keys k ON k.tenant_id = e.tenant_id AND k.user_id = e.user_id AND k.id = e.data_key ";
    /** How many columns there are; what a query adds comes behind them. */
    public static final int COUNT = 15;

    private static final int DATA = 11;
    private static final int KEY = 12;
    private static final int MASTER = 13;
    private static final int WRAPPED = 14;
    private final SubjectKeys keys;
    private final Upcasters upcasters;

    EventRows(SubjectKeys keys, Upcasters upcasters) {
        this.keys = keys;
        this.upcasters = upcasters;
    }

    public RecordedEvent event(Row row) {
        var data = data(row);
        var event =
                data == null ? new Upcasters.Event(row.getString(4), null) : upcasters.newest(row.getString(4), data);
        return new RecordedEvent(
                row.getUUID(0),
                row.getUUID(1),
                row.getInteger(2),
                row.getUUID(3),
                event.type(),
                row.getOffsetDateTime(5).toInstant(),
                row.getUUID(6),
                row.getUUID(7),
                row.getString(8),
                new FeedPosition(row.getLong(9), row.getLong(10)),
                event.data());
    }

    private String data(Row row) {
        var text = row.getString(DATA);
        UUID key = row.getUUID(KEY);
        if (key == null) {
            return text;
        }
        return row.getString(MASTER) == null
                ? null
                : keys.open(
                                row.getUUID(0),
                                row.getUUID(6),
                                key,
                                row.getString(MASTER),
                                row.getBuffer(WRAPPED).getBytes())
                        .open(row.getUUID(1), row.getInteger(2), text);
    }
}
