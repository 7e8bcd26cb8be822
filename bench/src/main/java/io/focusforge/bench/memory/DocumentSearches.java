package io.focusforge.bench.memory;

import io.focusforge.bench.measure.Rounds;
import io.focusforge.bench.memory.InnerApi.Account;
import io.focusforge.local.stack.Stack;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Search over documents where one tenant has 100,000 chunks and 99 have 100 each: how much of the nearest is found, and how quickly. */
final class DocumentSearches {
    private static final int LARGE = 1_000;
    private static final int SMALL_TENANTS = 99;
    private static final int SENTENCES = 1_500;
    private static final int BATCH = 50;
    private static final int QUESTIONS = 100;
    private static final int TIMED = 300;

    private final Stack stack;
    private final Rounds rounds;
    private final Consumer<String> progress;
    private final Sentences sentences = new Sentences(11);

    DocumentSearches(Stack stack, Rounds rounds, Consumer<String> progress) {
        this.stack = stack;
        this.rounds = rounds;
        this.progress = progress;
    }

    void measure() throws Exception {
        try (var api = new InnerApi(stack);
                var connection = stack.servers().endpoints().postgres().connect("memory")) {
            var library = new Library(connection);
            if (!library.hasPgvector()) {
                progress.accept("search over documents is not measured: this PostgreSQL has no pgvector");
                return;
            }
            var accounts = fill(api, library);
            recall(api, library, accounts);
            time(api, library, accounts.getFirst());
        }
    }

    private List<Account> fill(InnerApi api, Library library) throws Exception {
        progress.accept("embedding %d sentences".formatted(SENTENCES));
        var first = api.account();
        var texts = Stream.generate(sentences::next).distinct().limit(SENTENCES).toList();
        var embeddings = new ArrayList<String>();
        for (var i = 0; i < texts.size(); i += BATCH) {
            embeddings.addAll(api.embeddings(first, texts.subList(i, i + BATCH)));
        }
        library.sentences(texts, embeddings);
        progress.accept("filling the library and its index");
        library.dropIndexes();
        library.fill(first, LARGE);
        var accounts = new ArrayList<>(List.of(first));
        for (var i = 0; i < SMALL_TENANTS; i++) {
            accounts.add(api.account());
            library.fill(accounts.getLast(), 1);
        }
        library.makeIndexes();
        return accounts;
    }

    private void recall(InnerApi api, Library library, List<Account> accounts) throws Exception {
        progress.accept("asking each tenant's documents");
        var least = 1.0;
        for (var account : accounts) {
            var asked = account == accounts.getFirst() ? QUESTIONS : 5;
            var found = 0;
            for (var i = 0; i < asked; i++) {
                var question = sentences.question();
                var exact = library.exact(
                        account, api.embeddings(account, List.of(question)).getFirst());
                var given = ids(api.search(account, meaning(question)));
                found += (int) exact.stream().filter(given::contains).count();
            }
            var recall = found / (10.0 * asked);
            rounds.add(asked == QUESTIONS ? "recall@10 of 100,000 chunks" : "recall@10 of 100 chunks", "", recall);
            least = Math.min(least, recall);
        }
        rounds.add("memory.min_recall_at_10", "", least);
    }

    // In turns, so that both meet the same machine; each asks what nobody has asked before.
    private void time(InnerApi api, Library library, Account large) throws Exception {
        progress.accept("asking 100,000 chunks %d times, and bare SQL as often".formatted(TIMED));
        var search = new ArrayList<Long>();
        var bare = new ArrayList<Long>();
        for (var i = -TIMED / 3; i < TIMED; i++) {
            var one = sentences.question() + " " + (2 * i);
            var other = sentences.question() + " " + (2 * i + 1);
            var searched = timed(() -> api.search(large, new JsonObject().put("query", one)));
            var asked = timed(() ->
                    library.bare(large, api.embeddings(large, List.of(other)).getFirst()));
            if (i >= 0) {
                search.add(searched);
                bare.add(asked);
            }
        }
        rounds.add("search of documents, p95", "ms", p95(search));
        rounds.add("embedding and bare SQL, p95", "ms", p95(bare));
        rounds.add("memory.search_p95_vs_sql", "ratio", p95(search) / p95(bare));
    }

    private static JsonObject meaning(String question) {
        return new JsonObject()
                .put("query", question)
                .put("weights", new JsonObject().put("meaning", 1).put("words", 0));
    }

    private static List<String> ids(JsonObject answer) {
        JsonArray items = answer.getJsonArray("items");
        return items.stream()
                .map(item -> ((JsonObject) item).getString("chunk"))
                .toList();
    }

    private static long timed(Callable<?> call) throws Exception {
        var from = System.nanoTime();
        call.call();
        return System.nanoTime() - from;
    }

    private static double p95(List<Long> nanos) {
        return nanos.stream()
                        .sorted()
                        .skip(nanos.size() * 95L / 100)
                        .findFirst()
                        .orElseThrow()
                / 1e6;
    }
}
