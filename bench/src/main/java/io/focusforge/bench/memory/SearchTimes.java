package io.focusforge.bench.memory;

import io.focusforge.bench.measure.Rounds;
import io.focusforge.bench.memory.InnerApi.Account;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** How long a search takes, beside the embedding of its question and bare SQL. In turns, so that all meet the same machine, and never the same question twice. */
final class SearchTimes {
    private static final int TIMED = 200;
    private static final String SEARCH = "search of documents";
    private static final String BARE = "embedding and bare SQL";
    private static final String MEANING = "search by meaning alone";
    private static final String BARE_MEANING = "embedding and bare SQL by meaning alone";
    private static final String EMBEDDING = "embedding of a question";

    private final InnerApi api;
    private final BareSearch bare;
    private final Account by;
    private final Sentences sentences;

    SearchTimes(InnerApi api, BareSearch bare, Account by, Sentences sentences) {
        this.api = api;
        this.bare = bare;
        this.by = by;
        this.sentences = sentences;
    }

    static JsonObject byMeaning(String question) {
        return new JsonObject()
                .put("query", question)
                .put("weights", new JsonObject().put("meaning", 1).put("words", 0));
    }

    void round(Rounds noted) throws Exception {
        var ways = ways();
        var times = new LinkedHashMap<String, List<Long>>();
        for (var i = 0; i < TIMED; i++) {
            for (var way : ways.entrySet()) {
                var nanos = timed(way.getValue());
                times.computeIfAbsent(way.getKey(), first -> new ArrayList<>()).add(nanos);
            }
        }
        times.forEach((way, nanos) -> {
            noted.add(way + ", p50", "ms", percentile(nanos, 50));
            noted.add(way + ", p95", "ms", percentile(nanos, 95));
        });
        noted.add("memory.search_p95_vs_sql", "ratio", ratio(times, SEARCH, BARE));
        noted.add("search by meaning alone, p95, against bare SQL", "ratio", ratio(times, MEANING, BARE_MEANING));
    }

    private Map<String, Callable<?>> ways() {
        var ways = new LinkedHashMap<String, Callable<?>>();
        ways.put(SEARCH, () -> api.search(by, new JsonObject().put("query", question())));
        ways.put(BARE, () -> {
            var question = question();
            return bare.byBoth(by, question, embedding(question));
        });
        ways.put(MEANING, () -> api.search(by, byMeaning(question())));
        ways.put(BARE_MEANING, () -> bare.byMeaning(by, embedding(question())));
        ways.put(EMBEDDING, () -> embedding(question()));
        return ways;
    }

    private String question() {
        return sentences.question() + " " + sentences.word() + " " + sentences.word();
    }

    private String embedding(String question) throws Exception {
        return api.embeddings(by, List.of(question)).getFirst();
    }

    private static long timed(Callable<?> call) throws Exception {
        var from = System.nanoTime();
        call.call();
        return System.nanoTime() - from;
    }

    private static double ratio(Map<String, List<Long>> times, String one, String other) {
        return percentile(times.get(one), 95) / percentile(times.get(other), 95);
    }

    private static double percentile(List<Long> nanos, int percent) {
        return nanos.stream()
                        .sorted()
                        .skip(nanos.size() * (long) percent / 100)
                        .findFirst()
                        .orElseThrow()
                / 1e6;
    }
}
