package io.focusforge.bench.memory;

import io.focusforge.bench.memory.InnerApi.Account;
import io.focusforge.local.server.Service;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** The embedding model alone: texts in batches as the services send them, by as many callers as keep it busy, and nothing done with the answers. */
final class Meaning {
    private static final int BATCH = 64;
    private static final int CALLERS = 4;

    private final InnerApi api;

    Meaning(InnerApi api) {
        this.api = api;
    }

    /** As a tenant that has not asked before, so that no answer is known. @return texts a second */
    double perSecond(List<String> texts) throws Exception {
        var account = api.account();
        var calls = new ArrayList<Callable<String>>();
        for (var from = 0; from < texts.size(); from += BATCH) {
            var batch = texts.subList(from, Math.min(from + BATCH, texts.size()));
            calls.add(() -> ask(account, batch));
        }
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            var begun = System.nanoTime();
            for (var call : callers.invokeAll(calls)) {
                call.get();
            }
            return texts.size() * 1e9 / (System.nanoTime() - begun);
        }
    }

    private String ask(Account account, List<String> texts) throws Exception {
        var body = new JsonObject()
                .put("model", "all-minilm-l6-v2")
                .put("input", new JsonArray(texts))
                .put("encoding_format", "base64");
        return api.text(Service.AI, "/v1/embeddings", account, body);
    }
}
