package io.focusforge.bench.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** What can be measured. Times are in seconds, waits in milliseconds. */
@ApplicationScoped
class Scenarios {
    private static final Caller LARGE = new Caller(UUID.randomUUID(), UUID.randomUUID(), Set.of(), null);
    private static final Caller SMALL = new Caller(UUID.randomUUID(), UUID.randomUUID(), Set.of(), null);

    private final Accepting accepting;
    private final Tally tally;
    private final Unfinished unfinished;
    private final ObjectMapper json;
    private final DriverConfig config;
    private long ranBefore;

    Scenarios(Accepting accepting, Tally tally, Unfinished unfinished, ObjectMapper json, DriverConfig config) {
        this.accepting = accepting;
        this.tally = tally;
        this.unfinished = unfinished;
        this.json = json;
        this.config = config;
    }

    /** So many jobs from the first call to the record of the last one's end. */
    Map<String, Object> run(long jobs) throws Exception {
        var before = tally.count();
        var started = System.nanoTime();
        offer(jobs, payload());
        var accepted = seconds(started);
        awaitRuns(before + jobs);
        unfinished.awaitNone();
        return Map.of("jobs", jobs, "acceptSeconds", accepted, "seconds", seconds(started));
    }

    /** So many jobs of the large tenant, which need not have run when this returns. */
    Map<String, Object> accept(long jobs, boolean slow) throws Exception {
        var started = System.nanoTime();
        offer(jobs, slow ? payload().put("slow", true) : payload());
        ranBefore = tally.count();
        return Map.of("jobs", jobs, "seconds", seconds(started));
    }

    /** Until so many have run since jobs were accepted last. */
    Map<String, Object> awaitRun(long jobs) throws InterruptedException {
        awaitRuns(ranBefore + jobs);
        return Map.of("jobs", jobs);
    }

    Map<String, Object> awaitAll() throws InterruptedException {
        var started = System.nanoTime();
        unfinished.awaitNone();
        return Map.of("seconds", seconds(started));
    }

    /** Single jobs of the small tenant at even intervals, whether or not earlier ones were accepted. */
    Map<String, Object> pickup(long perSecond, long atMostSeconds) throws Exception {
        tally.takeWaits();
        var jobs = perSecond * atMostSeconds;
        var interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        var calls = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = System.nanoTime();
            for (var job = 0L; job < jobs; job++) {
                parkUntil(started + job * interval);
                calls.add(threads.submit(this::addOne));
            }
            await(calls);
        }
        return waits(jobs);
    }

    private Void addOne() throws Exception {
        var added = System.nanoTime();
        accepting.one(SMALL, accepting.request(payload().put("addedAt", added)));
        return null;
    }

    private Map<String, Object> waits(long jobs) throws InterruptedException {
        var waits = new ArrayList<Long>();
        while (waits.size() < jobs) {
            waits.addAll(tally.takeWaits());
            TimeUnit.MILLISECONDS.sleep(1);
        }
        Collections.sort(waits);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("jobs", jobs);
        for (var percent : new int[] {50, 95, 99}) {
            answer.put("p" + percent, waits.get((int) (jobs * percent / 100)) / 1e6);
        }
        return answer;
    }

    private void offer(long jobs, ObjectNode payload) throws Exception {
        var left = new AtomicLong(jobs);
        var request = accepting.request(payload);
        Callable<Void> caller = () -> {
            for (var before = left.getAndAdd(-config.batch()); before > 0; before = left.getAndAdd(-config.batch())) {
                accepting.batch(LARGE, request, (int) Math.min(config.batch(), before));
            }
            return null;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            await(threads.invokeAll(Collections.nCopies(config.callers(), caller)));
        }
    }

    private void awaitRuns(long count) throws InterruptedException {
        while (tally.count() < count) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private ObjectNode payload() {
        return json.createObjectNode().put("text", config.text());
    }

    private static void await(Iterable<? extends Future<?>> calls) throws InterruptedException, ExecutionException {
        for (var call : calls) {
            call.get();
        }
    }

    private static void parkUntil(long nanos) {
        for (var left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
