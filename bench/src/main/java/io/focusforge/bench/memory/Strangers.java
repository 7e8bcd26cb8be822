package io.focusforge.bench.memory;

import io.focusforge.bench.measure.Rounds;
import io.focusforge.bench.memory.InnerApi.Account;
import io.focusforge.local.server.Service;
import io.focusforge.local.stack.Stack;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Random calls of many tenants with the same words at the same time: how often one sees what is another's. */
final class Strangers {
    private static final int TENANTS = 64;
    private static final int THREADS = 32;
    private static final Duration INGESTED = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** Of which each is told of. */
    private static final int PARTS = 20;

    private static final int MOST_FAILURES = 1_000;
    private static final int HTTP_OK = 200;
    private static final int HTTP_NOT_FOUND = 404;
    private static final List<String> TOPICS = List.of("harvest", "turbine", "violin", "glacier", "lease");

    private final Stack stack;
    private final int calls;
    private final Rounds rounds;
    private final Consumer<String> progress;
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong leaks = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    Strangers(Stack stack, int calls, Rounds rounds, Consumer<String> progress) {
        this.stack = stack;
        this.calls = calls;
        this.rounds = rounds;
        this.progress = progress;
    }

    private record Tenant(Account account, String memory, String document) {
        String mark() {
            return account.tenant().toString();
        }
    }

    void measure() throws Exception {
        progress.accept("%,d calls of %d tenants".formatted(calls, TENANTS));
        try (var api = new InnerApi(stack);
                var threads = Executors.newFixedThreadPool(THREADS)) {
            var tenants = tenants(api);
            var asking = new ArrayList<Future<Void>>();
            for (var i = 0; i < THREADS; i++) {
                var random = new Random(i);
                asking.add(threads.submit(() -> ask(api, tenants, random)));
            }
            for (var end : asking) {
                end.get();
            }
        }
        rounds.add("memory.cross_tenant_reads", "of %,d".formatted(calls), leaks.get());
        rounds.add("calls that failed, and were made anew", "calls", failures.get());
    }

    private List<Tenant> tenants(InnerApi api) throws Exception {
        var tenants = new ArrayList<Tenant>();
        for (var i = 0; i < TENANTS; i++) {
            var account = api.account();
            var ids = new ArrayList<String>();
            for (var topic : TOPICS) {
                var body = new JsonObject()
                        .put("text", topic + " of " + account.tenant())
                        .put("type", "EPISODIC");
                ids.add(api.post(Service.MEMORY, "/api/v1/memories", account, body)
                        .getString("id"));
            }
            var text = String.join(
                    "\n\n",
                    TOPICS.stream()
                            .map(topic -> topic + " of " + account.tenant())
                            .toList());
            var document = api.post(Service.MEMORY, "/api/v1/documents", account, new JsonObject().put("text", text));
            tenants.add(new Tenant(account, ids.getFirst(), document.getString("id")));
        }
        for (var tenant : tenants) {
            awaitFound(api, tenant);
        }
        return tenants;
    }

    private static void awaitFound(InnerApi api, Tenant tenant) throws Exception {
        var end = System.nanoTime() + INGESTED.toNanos();
        var question = new JsonObject().put("query", tenant.mark());
        while (api.search(tenant.account(), question).getJsonArray("items").isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("a document is not found after " + INGESTED);
            }
            Thread.sleep(PAUSE);
        }
    }

    private Void ask(InnerApi api, List<Tenant> tenants, Random random) throws Exception {
        for (var number = made.incrementAndGet(); number <= calls; number = made.incrementAndGet()) {
            if (number % Math.max(1, calls / PARTS) == 0) {
                progress.accept("%,d calls, %d leaks".formatted(number, leaks.get()));
            }
            while (!isAnswered(api, tenants, random)) {
                if (failures.incrementAndGet() > MOST_FAILURES) {
                    throw new IllegalStateException("more than %,d calls failed".formatted(MOST_FAILURES));
                }
            }
        }
        return null;
    }

    private boolean isAnswered(InnerApi api, List<Tenant> tenants, Random random) throws Exception {
        try {
            var caller = tenants.get(random.nextInt(TENANTS));
            var other = tenants.get(random.nextInt(TENANTS));
            if (leaks(api, caller, other, random)) {
                leaks.incrementAndGet();
            }
            return true;
        } catch (InnerApi.Failed e) {
            return false;
        }
    }

    private static boolean leaks(InnerApi api, Tenant caller, Tenant other, Random random) throws Exception {
        var topic = TOPICS.get(random.nextInt(TOPICS.size()));
        var question = new JsonObject().put("query", random.nextBoolean() ? topic : topic + " of " + other.mark());
        return switch (random.nextInt(16)) {
            case 0 -> strange(caller, api.post(Service.MEMORY, "/api/v1/memories/search", caller.account(), question));
            case 1 -> strange(caller, api.search(caller.account(), question));
            case 2, 3 -> strange(caller, api.get("/api/v1/memories?limit=5", caller.account()));
            case 4, 5, 6 -> seen(api, caller, other, "/api/v1/documents/" + other.document());
            case 7, 8 -> seen(api, caller, other, "/api/v1/memories/" + other.memory() + "/history");
            default -> seen(api, caller, other, "/api/v1/memories/" + other.memory());
        };
    }

    /** Whether one tenant is shown what is another's, or not shown what is its own. */
    private static boolean seen(InnerApi api, Tenant caller, Tenant other, String path) throws Exception {
        return api.status(path, caller.account()) != (caller == other ? HTTP_OK : HTTP_NOT_FOUND);
    }

    // Whatever is found has its owner's mark.
    private static boolean strange(Tenant caller, JsonObject answer) {
        return answer.getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).encode())
                .anyMatch(item -> !item.contains(caller.mark()));
    }
}
