package io.focusforge.ai.extractive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the sentences that answer a question. */
public final class Extractor {
    private static final int MOST_SENTENCES = 3;
    /** Of the weight of the question's words, a sentence must hold this part. */
    private static final double LEAST_COVERAGE = 0.3;
    /** A further sentence must hold this part of what the best one holds. */
    private static final double LEAST_OF_BEST = 0.6;
    /** No more of the context is looked at; it bounds the time of one answer. */
    private static final int MOST_CONTEXT_SENTENCES = 20_000;

    private record Scored(int position, Sentence sentence, double coverage) {}

    /** @param context texts in the order of the request's messages; a text that is no context is empty */
    public Extract answer(String question, List<String> context) {
        var asked = Words.of(question).collect(Collectors.toSet());
        var sentences = sentences(context);
        var scored = score(asked, sentences);
        var best = scored.stream().mapToDouble(Scored::coverage).max().orElse(0);
        var chosen = scored.stream()
                .filter(one -> one.coverage() >= Math.max(LEAST_COVERAGE, LEAST_OF_BEST * best))
                .sorted(Comparator.comparingDouble(Scored::coverage).reversed().thenComparing(Scored::position))
                .limit(MOST_SENTENCES)
                .sorted(Comparator.comparing(Scored::position))
                .toList();
        return new Extract(IntStream.range(0, chosen.size())
                .mapToObj(i -> citation(i + 1, chosen.get(i).sentence()))
                .toList());
    }

    private static List<Sentence> sentences(List<String> context) {
        var sentences = new ArrayList<Sentence>();
        for (var i = 0; i < context.size() && sentences.size() < MOST_CONTEXT_SENTENCES; i++) {
            sentences.addAll(Sentence.split(i, context.get(i)));
        }
        return sentences;
    }

    private static List<Scored> score(Set<String> asked, List<Sentence> sentences) {
        var weights = weights(asked, sentences);
        var total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        return IntStream.range(0, sentences.size())
                .mapToObj(i -> new Scored(i, sentences.get(i), weight(sentences.get(i), weights) / total))
                .filter(one -> one.coverage() > 0)
                .toList();
    }

    /** Inverse sentence frequency, as in BM25 (https://en.wikipedia.org/wiki/Okapi_BM25); a word that is nowhere weighs most. */
    private static Map<String, Double> weights(Set<String> asked, List<Sentence> sentences) {
        var weights = new HashMap<String, Double>();
        for (var word : asked) {
            var in =
                    sentences.stream().filter(one -> one.words().contains(word)).count();
            weights.put(word, Math.log(1 + (sentences.size() - in + 0.5) / (in + 0.5)));
        }
        return weights;
    }

    private static double weight(Sentence sentence, Map<String, Double> weights) {
        return weights.entrySet().stream()
                .filter(weight -> sentence.words().contains(weight.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static Citation citation(int index, Sentence sentence) {
        return new Citation(index, sentence.message(), sentence.text());
    }
}
