package io.focusforge.bench.memory;

import io.focusforge.bench.load.StackProcesses;
import io.focusforge.bench.measure.CpuCost;
import io.focusforge.bench.measure.Rounds;
import io.focusforge.bench.memory.InnerApi.Account;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.Stack;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The way into the index of memories that came in batches, faster than they can be indexed, against the embedding of the same texts alone. */
final class Indexing {
    private static final int BATCHES = 6;
    private static final int BATCH = 500;

    private final Stack stack;
    private final InnerApi api;
    private final Meaning meaning;
    private final Sentences sentences = new Sentences(5);
    private long numbers;

    Indexing(Stack stack, InnerApi api) {
        this.stack = stack;
        this.api = api;
        this.meaning = new Meaning(api);
    }

    void round(MemoryIndex index, Rounds noted) throws Exception {
        var account = api.account();
        var before = index.count();
        var texts = new ArrayList<String>();
        for (var batch = 0; batch < BATCHES; batch++) {
            texts.addAll(add(account));
        }
        var waiting = before + texts.size() - index.count();
        var cost = new CpuCost(StackProcesses.of(stack));
        var begun = System.nanoTime();
        index.await(before + texts.size());
        var perSecond = waiting * 1e9 / (System.nanoTime() - begun);
        cost.perRequest(Math.max(1, waiting))
                .forEach((process, micros) -> noted.add("CPU per memory indexed: " + process, "ms", micros / 1000));
        var alone = meaning.perSecond(texts);
        noted.add("memories that waited to be indexed", "", waiting);
        noted.add("memories indexed", "1/s", perSecond);
        noted.add("memories embedded and nothing else", "1/s", alone);
        noted.add("memory.indexed_per_s", "ratio", perSecond / alone);
    }

    private List<String> add(Account account) throws Exception {
        var texts = Stream.generate(() -> sentences.next() + " It is noted as number " + ++numbers + ".")
                .limit(BATCH)
                .toList();
        var operations = new JsonArray();
        texts.forEach(text ->
                operations.add(new JsonObject().put("op", "add").put("memory", new JsonObject().put("text", text))));
        api.post(Service.MEMORY, "/api/v1/memories:batch", account, new JsonObject().put("operations", operations));
        return texts;
    }
}
