package io.focusforge.ai.cache;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Finds the answer to a question that means the same, among those with which everything else is equal. */
final class SemanticAnswers {
    private final Meaning meaning;
    private final Questions questions;
    private final double threshold;

    SemanticAnswers(Meaning meaning, Questions questions, double threshold) {
        this.meaning = meaning;
        this.questions = questions;
        this.threshold = threshold;
    }

    /**
     * A question with its meaning.
     *
     * @param scope in which it is compared: the pool, and the hash of the rest of the request
     */
    record Posed(CacheKey scope, float[] vector) {}

    Future<Optional<Posed>> pose(CanonicalRequest request, Pool pool) {
        return Question.of(request)
                .map(question -> meaning.of(pool.tenant(), question.text())
                        .map(meant -> meant.map(vector -> new Posed(new CacheKey(pool, question.rest()), vector))))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /** The nearest one over the threshold; its answer may be gone. */
    Future<Optional<CacheKey>> nearest(Posed posed) {
        return questions.of(posed.scope()).map(known -> nearest(posed, known));
    }

    private Optional<CacheKey> nearest(Posed posed, List<Questions.Known> questions) {
        Questions.Known nearest = null;
        var best = threshold;
        for (var known : questions) {
            var cosine = cosine(known.vector(), posed.vector());
            if (cosine >= best) {
                best = cosine;
                nearest = known;
            }
        }
        return Optional.ofNullable(nearest)
                .map(known -> new CacheKey(posed.scope().pool(), known.request()));
    }

    Future<Void> answered(Posed posed, Hash request) {
        return questions.add(posed.scope(), new Questions.Known(posed.vector(), request));
    }

    /** Of vectors of length 1. */
    private static double cosine(float[] one, float[] other) {
        var sum = 0.0;
        for (var i = 0; i < one.length && one.length == other.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
