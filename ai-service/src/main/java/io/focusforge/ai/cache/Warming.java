package io.focusforge.ai.cache;

import io.focusforge.ai.batch.BatchAnswer;
import io.focusforge.ai.batch.BatchAnswers;
import io.focusforge.ai.batch.BatchRequest;
import io.focusforge.ai.cache.GivenAnswers.Given;
import io.focusforge.ai.cache.WarmedAnswers.Entry;
import io.focusforge.ai.step.Waiting;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/** Puts answers into the cache before anybody asks: those that are given, and those of models for what has none yet. */
@Singleton
class Warming {
    private final ModelCache cache;
    private final ModelCacheConfig config;
    private final BatchAnswers models;

    Warming(ModelCache cache, ModelCacheConfig config, BatchAnswers models) {
        this.cache = cache;
        this.config = config;
        this.models = models;
    }

    /** Blocking: call it on a virtual thread. @throws io.focusforge.common.problem.ProblemException when one that is given is none; then nothing is kept or asked */
    WarmedAnswers warm(GivenAnswers given, String namespace, CachePolicy policy, RoutingContext http) {
        var ready = given.entries().stream()
                .filter(entry -> entry.answer() != null)
                .map(entry -> entry.ready(policy.pool(), config.maxEntry().asLongValue()))
                .toList();
        Waiting.forAll(() -> Future.all(ready.stream()
                .map(answer -> cache.give(answer.key(), answer.body(), answer.origin(), policy.ttl()))
                .toList()));
        var asked = ask(given, namespace, http).iterator();
        return new WarmedAnswers(given.entries().stream()
                .map(entry -> entry.answer() != null ? Entry.GIVEN : entry(asked.next()))
                .toList());
    }

    private List<BatchAnswer> ask(GivenAnswers given, String namespace, RoutingContext http) {
        var cache = given.field(namespace);
        var asking = given.entries().stream()
                .filter(entry -> entry.answer() == null)
                .map((Given entry) -> new BatchRequest.Item(null, null, entry.asking(cache)))
                .toList();
        return asking.isEmpty() ? List.of() : models.answer(new BatchRequest(asking, 0), http);
    }

    private static Entry entry(BatchAnswer answer) {
        if (answer.isAnswered()) {
            return Entry.ANSWERED;
        }
        var error = answer.body().toJsonObject().getJsonObject("error");
        return Entry.failed(error.getString("code"), error.getString("message"));
    }
}
