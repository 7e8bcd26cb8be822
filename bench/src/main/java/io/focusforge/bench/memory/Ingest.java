package io.focusforge.bench.memory;

import io.focusforge.bench.measure.Rounds;
import io.focusforge.bench.memory.InnerApi.Account;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.Stack;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts on their way from upload to being found, against the same pieces through the embedding model alone. */
final class Ingest {
    private static final int DOCUMENTS = 8;
    private static final int PARAGRAPHS = 200;
    private static final int SENTENCES = 10;
    private static final Duration READY = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String STATES = """
            SELECT count(*) FILTER (WHERE state = 'READY'), count(*) FILTER (WHERE state = 'FAILED') FROM documents
            WHERE tenant_id = ?::uuid""";
    private static final String PIECES = """
            SELECT CASE heading WHEN '' THEN text ELSE heading || E'\\n' || text END FROM chunks WHERE tenant_id = ?::uuid""";

    private final Stack stack;
    private final InnerApi api;
    private final int count;
    private final Rounds rounds;
    private final Consumer<String> progress;
    private final Sentences sentences = new Sentences(5);

    Ingest(Stack stack, InnerApi api, int count, Rounds rounds, Consumer<String> progress) {
        this.stack = stack;
        this.api = api;
        this.count = count;
        this.rounds = rounds;
        this.progress = progress;
    }

    void measure() throws Exception {
        try (var connection = stack.servers().endpoints().postgres().connect("memory")) {
            progress.accept("documents, warming up");
            round(connection, new Rounds());
            for (var round = 1; round <= count; round++) {
                progress.accept("documents, round %d of %d".formatted(round, count));
                round(connection, rounds);
            }
        }
    }

    private void round(Connection connection, Rounds noted) throws Exception {
        var account = api.account();
        var texts = Stream.generate(this::text).limit(DOCUMENTS).toList();
        var begun = System.nanoTime();
        for (var text : texts) {
            api.post(Service.MEMORY, "/api/v1/documents", account, new JsonObject().put("text", text));
        }
        awaitReady(connection, account);
        var seconds = (System.nanoTime() - begun) / 1e9;
        var pieces = pieces(connection, account);
        var alone = new Meaning(api).perSecond(pieces);
        noted.add("pieces of documents ingested", "1/s", pieces.size() / seconds);
        noted.add("pieces of documents embedded and nothing else", "1/s", alone);
        noted.add("memory.ingest_vs_embedding", "ratio", pieces.size() / seconds / alone);
    }

    private String text() {
        return Stream.generate(
                        () -> Stream.generate(sentences::next).limit(SENTENCES).collect(Collectors.joining(" ")))
                .limit(PARAGRAPHS)
                .collect(Collectors.joining("\n\n"));
    }

    private static void awaitReady(Connection connection, Account account) throws SQLException, InterruptedException {
        var end = System.nanoTime() + READY.toNanos();
        try (var states = connection.prepareStatement(STATES)) {
            states.setString(1, account.tenant().toString());
            while (true) {
                try (var row = states.executeQuery()) {
                    row.next();
                    if (row.getInt(1) == DOCUMENTS) {
                        return;
                    }
                    if (row.getInt(2) > 0 || System.nanoTime() > end) {
                        throw new IllegalStateException(
                                "%d documents are ready, %d failed".formatted(row.getInt(1), row.getInt(2)));
                    }
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static List<String> pieces(Connection connection, Account account) throws SQLException {
        try (var query = connection.prepareStatement(PIECES)) {
            query.setString(1, account.tenant().toString());
            var pieces = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    pieces.add(rows.getString(1));
                }
            }
            return pieces;
        }
    }
}
