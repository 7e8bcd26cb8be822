package io.focusforge.memory.documents;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Documents as rows. */
final class DocumentRows {
    static final String COLUMNS = """
            tenant_id, document_id, user_id, collection, shared, external_key, title, metadata, source_id, media_type, bytes,
            content_hash, object_key, version, ready_version, state, percent, reason, job_id, stages, step, created_at, updated_at""";
    static final String PLACES =
            "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23";

    private DocumentRows() {}

    static Tuple tuple(Document document) {
        var label = document.label();
        var file = document.file();
        var ingestion = document.ingestion();
        return Tuple.tuple()
                .addUUID(document.key().tenant())
                .addUUID(document.key().id())
                .addUUID(document.user())
                .addString(label.collection())
                .addBoolean(label.shared())
                .addString(label.key())
                .addString(label.title())
                .addValue(new JsonObject(label.metadata()))
                .addUUID(label.source())
                .addString(file.mediaType())
                .addLong(file.bytes())
                .addValue(hash(file.hash()))
                .addString(file.object().toString())
                .addInteger(ingestion.version())
                .addInteger(ingestion.readyVersion())
                .addString(ingestion.state().name())
                .addInteger(ingestion.percent())
                .addString(ingestion.reason())
                .addUUID(ingestion.job())
                .addValue(stages(ingestion.stages()))
                .addLong(ingestion.step())
                .addOffsetDateTime(utc(document.createdAt()))
                .addOffsetDateTime(utc(document.updatedAt()));
    }

    static Document document(Row row) {
        return new Document(
                new DocumentKey(row.getUUID("tenant_id"), row.getUUID("document_id")),
                row.getUUID("user_id"),
                label(row),
                new StoredFile(
                        row.getString("media_type"),
                        row.getLong("bytes"),
                        HexFormat.of().formatHex(row.getBuffer("content_hash").getBytes()),
                        UUID.fromString(row.getString("object_key"))),
                ingestion(row),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    static Buffer hash(String digits) {
        return Buffer.buffer(HexFormat.of().parseHex(digits));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Label label(Row row) {
        return new Label(
                row.getString("collection"),
                row.getBoolean("shared"),
                row.getString("external_key"),
                row.getString("title"),
                row.getJsonObject("metadata").getMap(),
                row.getUUID("source_id"));
    }

    private static Ingestion ingestion(Row row) {
        return new Ingestion(
                row.getInteger("version"),
                row.getInteger("ready_version"),
                DocumentState.valueOf(row.getString("state")),
                row.getInteger("percent"),
                row.getString("reason"),
                row.getUUID("job_id"),
                stages(row.getJsonArray("stages")),
                row.getLong("step"));
    }

    private static JsonArray stages(List<Stage> stages) {
        var array = new JsonArray();
        stages.forEach(stage -> array.add(new JsonObject()
                .put("state", stage.state().name())
                .put("at", stage.at().toString())
                .put("step", stage.step())));
        return array;
    }

    private static List<Stage> stages(JsonArray array) {
        return array.stream()
                .map(JsonObject.class::cast)
                .map(stage -> new Stage(
                        DocumentState.valueOf(stage.getString("state")),
                        Instant.parse(stage.getString("at")),
                        stage.getLong("step")))
                .toList();
    }
}
