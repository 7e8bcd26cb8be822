package io.focusforge.bench.memory;

import io.focusforge.bench.measure.Rounds;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How well abstracts are found by questions: by words, by meaning, and by both, beside Lucene. Age and importance are left aside. */
final class Quality {
    private final MemoryApi api;
    private final Cranfield collection;
    private final Rounds rounds;
    private final Consumer<String> progress;

    Quality(MemoryApi api, Cranfield collection, Rounds rounds, Consumer<String> progress) {
        this.api = api;
        this.collection = collection;
        this.rounds = rounds;
        this.progress = progress;
    }

    void measure() throws Exception {
        progress.accept(
                "remembering %d abstracts".formatted(collection.documents().size()));
        var numbers = remember();
        progress.accept("asking %d questions in three ways"
                .formatted(collection.questions().size()));
        var lucene = note("Lucene's BM25", Lucene.answers(collection));
        var words = note("words", ask(numbers, 0.0, 1.0));
        var meaning = note("meaning", ask(numbers, 1.0, 0.0));
        var hybrid = note("words and meaning", ask(numbers, null, null));
        rounds.add("memory.hybrid_vs_best_single", "ratio", hybrid / Math.max(words, meaning));
        rounds.add("memory.words_vs_bm25", "ratio", words / lucene);
    }

    private Map<String, Integer> remember() throws Exception {
        var numbers = new HashMap<String, Integer>();
        for (var document : collection.documents().entrySet()) {
            numbers.put(api.add(document.getValue()), document.getKey());
        }
        api.awaitIndexed(numbers.size());
        return numbers;
    }

    private List<List<Integer>> ask(Map<String, Integer> numbers, Double meaning, Double words) throws Exception {
        var weights = new JsonObject()
                .put("meaning", meaning)
                .put("words", words)
                .put("recency", 0)
                .put("importance", 0);
        var answers = new ArrayList<List<Integer>>();
        for (var question : collection.questions()) {
            answers.add(api.search(question, weights).stream().map(numbers::get).toList());
        }
        return answers;
    }

    /** The spread is the interval of 95 %. */
    private double note(String by, List<List<Integer>> answers) {
        var ndcg = Ndcg.of(collection, answers);
        ndcg.interval().forEach(value -> rounds.add("nDCG@10 on Cranfield by " + by, "", value));
        return ndcg.mean();
    }
}
