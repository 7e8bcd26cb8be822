package io.focusforge.bench.memory;

import io.focusforge.bench.measure.Rounds;
import io.focusforge.bench.memory.InnerApi.Account;
import io.focusforge.local.stack.Stack;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Search over documents where one tenant has 100,000 chunks and 99 have 100 each: how much of the nearest is found, and how quickly. */
final class DocumentSearches {
    private static final int SMALL_TENANTS = 99;
    private static final int SENTENCES = 1_500;
    private static final int BATCH = 50;
    private static final int QUESTIONS = 100;

    private final Stack stack;
    private final int chunks;
    private final int count;
    private final Rounds rounds;
    private final Consumer<String> progress;
    private final Sentences sentences = new Sentences(11);

    DocumentSearches(Stack stack, MemoryOptions options, Rounds rounds, Consumer<String> progress) {
        this.stack = stack;
        this.chunks = options.chunks();
        this.count = options.rounds();
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
            var bare = new BareSearch(connection);
            recall(api, bare, accounts);
            time(api, bare, accounts.getFirst());
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
        library.fill(first, Math.ceilDiv(chunks, Library.CHUNKS_PER_DOCUMENT));
        var accounts = new ArrayList<>(List.of(first));
        for (var i = 0; i < SMALL_TENANTS; i++) {
            accounts.add(api.account());
            library.fill(accounts.getLast(), 1);
        }
        library.makeIndexes();
        return accounts;
    }

    private void recall(InnerApi api, BareSearch bare, List<Account> accounts) throws Exception {
        progress.accept("asking each tenant's documents");
        var least = 1.0;
        for (var account : accounts) {
            var asked = account == accounts.getFirst() ? QUESTIONS : 5;
            var found = 0;
            for (var i = 0; i < asked; i++) {
                var question = sentences.question();
                var exact = bare.exact(
                        account, api.embeddings(account, List.of(question)).getFirst());
                var given = ids(api.search(account, SearchTimes.byMeaning(question)));
                found += (int) exact.stream().filter(given::contains).count();
            }
            var recall = found / (10.0 * asked);
            rounds.add(
                    asked == QUESTIONS ? "recall@10 of %,d chunks".formatted(chunks) : "recall@10 of 100 chunks",
                    "",
                    recall);
            least = Math.min(least, recall);
        }
        rounds.add("memory.min_recall_at_10", "", least);
    }

    private void time(InnerApi api, BareSearch bare, Account large) throws Exception {
        var times = new SearchTimes(api, bare, large, sentences);
        progress.accept("asking %,d chunks in each way, warming up".formatted(chunks));
        times.round(new Rounds());
        for (var round = 1; round <= count; round++) {
            progress.accept("asking %,d chunks in each way, round %d of %d".formatted(chunks, round, count));
            times.round(rounds);
        }
    }

    private static List<String> ids(JsonObject answer) {
        JsonArray items = answer.getJsonArray("items");
        return items.stream()
                .map(item -> ((JsonObject) item).getString("chunk"))
                .toList();
    }
}
