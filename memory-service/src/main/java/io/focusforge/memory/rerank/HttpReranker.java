package io.focusforge.memory.rerank;

import io.focusforge.common.identity.Caller;
import io.focusforge.memory.chunks.Hit;
import io.focusforge.memory.chunks.Reranker;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Asks a model over HTTP. One that has failed is left alone for a while, so that searches do not wait for it one after the other. */
final class HttpReranker implements Reranker {
    private final RerankClient client;
    private final RerankConfig config;
    private final Clock clock;
    private volatile Instant awayUntil = Instant.MIN;

    HttpReranker(RerankClient client, RerankConfig config, Clock clock) {
        this.client = client;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public List<Hit> rerank(Caller caller, String query, List<Hit> hits) {
        if (hits.size() < 2) {
            return hits;
        }
        if (clock.instant().isBefore(awayUntil)) {
            throw new IllegalStateException("the reranker is left alone, because it has just failed");
        }
        try {
            return ordered(
                    hits,
                    client.ask(query, hits.stream().map(HttpReranker::text).toList()));
        } catch (RuntimeException e) {
            awayUntil = clock.instant().plus(config.retryAfter());
            throw e;
        }
    }

    // Those that it does not mention follow as they were found.
    private static List<Hit> ordered(List<Hit> hits, List<RerankClient.Result> results) {
        var judged = results.stream()
                .sorted(Comparator.comparingDouble(RerankClient.Result::score).reversed())
                .map(RerankClient.Result::index);
        return Stream.concat(judged, IntStream.range(0, hits.size()).boxed())
                .distinct()
                .map(hits::get)
                .toList();
    }

    private static String text(Hit hit) {
        return hit.heading() == null ? hit.text() : hit.heading() + "\n" + hit.text();
    }
}
