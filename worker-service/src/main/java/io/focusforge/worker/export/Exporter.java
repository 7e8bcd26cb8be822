package io.focusforge.worker.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.objects.ObjectStore;
import io.focusforge.common.postgres.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.jboss.logging.Logger;

/** Exports one stream, a batch at a time: planned, written, and only then done with. */
@ApplicationScoped
class Exporter {
    private static final Logger LOG = Logger.getLogger(Exporter.class);

    private final EventStream streams;
    private final ExportStore store;
    private final ObjectStore objects;
    private final TenantDatabase database;
    private final ExportConfig config;
    private final ObjectMapper json;

    Exporter(
            EventStream streams,
            ExportStore store,
            ObjectStore objects,
            TenantDatabase database,
            ExportConfig config,
            ObjectMapper json) {
        this.streams = streams;
        this.store = store;
        this.objects = objects;
        this.database = database;
        this.config = config;
        this.json = json;
    }

    /** @return how many entries were exported; none when there were none, or another does it */
    int exportBatch(int shard) {
        var last = streams.last(shard);
        if (last.isEmpty()) {
            return 0;
        }
        var known = database.acrossTenants(connection -> store.find(connection, shard));
        var from = known.done().compareTo(last.get()) > 0 ? startOver(shard) : known.done();
        var entries = planned(shard, from, known);
        if (entries.isEmpty()) {
            return 0;
        }
        var plan = new Progress(from, entries.getLast().position());
        if (!move(shard, known, plan)) {
            return 0;
        }
        warnOfGap(shard, from);
        write(shard, entries);
        return move(shard, plan, new Progress(plan.planned(), null)) ? entries.size() : 0;
    }

    /** What an attempt before this one has planned, if that is still there; otherwise what comes next. */
    private List<Entry> planned(int shard, Position from, Progress known) {
        var again = known.planned() == null
                ? List.<Entry>of()
                : streams.between(shard, from, known.planned(), config.batchSize());
        return again.isEmpty() ? streams.after(shard, from, config.batchSize()) : again;
    }

    private boolean move(int shard, Progress from, Progress to) {
        return from.equals(to) || database.acrossTenants(connection -> store.move(connection, shard, from, to));
    }

    private void write(int shard, List<Entry> entries) {
        var parts = Parts.of(shard, entries, json);
        parts.files().forEach((key, content) -> objects.put(key, new ByteArrayInputStream(content), content.length));
        if (parts.skipped() > 0) {
            LOG.warnf("Left out %d entries of event stream %d that are no events", parts.skipped(), shard);
        }
    }

    /** Ids only ever grow: the stream is a new one, and what was in the old one is told again. */
    private static Position startOver(int shard) {
        LOG.infof("Event stream %d has lost its data; exporting what it has now", shard);
        return Position.START;
    }

    private void warnOfGap(int shard, Position from) {
        if (!from.equals(Position.START) && !streams.has(shard, from)) {
            LOG.warnf(
                    "Event stream %d was cut behind the last export: events may be missing. Export more often, or keep longer streams",
                    shard);
        }
    }
}
