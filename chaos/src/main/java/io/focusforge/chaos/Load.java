package io.focusforge.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.chaos.history.Event;
import io.focusforge.chaos.history.Recorder;
import io.focusforge.chaos.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Clients that ask for jobs at a steady rate, whatever becomes of the service; each goes on asking until it has an answer. */
final class Load implements AutoCloseable {
    private static final int WAITING = 200;
    private static final int BATCH = 20;
    private static final Duration END = Duration.ofSeconds(40);
    private static final List<String> PRIORITIES = List.of("high", "normal", "low");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(WAITING);
    private final Random random;
    private final Recorder recorder;
    private final Client client;
    private final String url;
    private volatile RuntimeException failure;
    private int asks;
    private long items;

    Load(World world, Recorder recorder, long seed) {
        this.random = new Random(seed);
        this.recorder = recorder;
        this.client = new Client(world);
        this.url = world.receiver().url();
    }

    void start(int perSecond) {
        var nanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        var unused = clock.scheduleAtFixedRate(this::ask, 0, nanos, TimeUnit.NANOSECONDS);
    }

    Client client() {
        return client;
    }

    /** Nobody asks for more; who waits for an answer waits a little longer. */
    @Override
    public void close() {
        clock.shutdown();
        clients.shutdown();
        try {
            if (!clients.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
                clients.shutdownNow();
            }
        } catch (InterruptedException e) {
            clients.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Throws what kept a client from asking on. */
    void check() {
        if (failure != null) {
            throw failure;
        }
    }

    private void ask() {
        if (!places.tryAcquire()) {
            return;
        }
        var jobs = random.nextInt(10) == 0 ? random.nextInt(2, BATCH) : 1;
        var asked = new Event.Asked(Event.now(), asks++, items, jobs);
        items += jobs;
        var body = body(asked);
        clients.execute(() -> {
            try {
                recorder.record(asked);
                client.askUntilAnswered(asked, body)
                        .ifPresent(ids -> recorder.record(new Event.Accepted(Event.now(), asked.ask(), ids)));
            } catch (RuntimeException e) {
                failure = e;
            } finally {
                places.release();
            }
        });
    }

    private String body(Event.Asked asked) {
        var jobs = JSON.createArrayNode();
        for (var i = 0; i < asked.jobs(); i++) {
            jobs.add(job(asked.firstItem() + i));
        }
        return asked.jobs() == 1 ? jobs.get(0).toString() : wrapped(jobs);
    }

    private static String wrapped(ArrayNode jobs) {
        return JSON.createObjectNode().set("jobs", jobs).toString();
    }

    /** Some take their time, some are refused at first, some are for later. */
    private ObjectNode job(long item) {
        var job = JSON.createObjectNode()
                .put("type", "webhook.deliver")
                .put("priority", PRIORITIES.get(random.nextInt(PRIORITIES.size())));
        job.putObject("retry").put("attempts", 100).put("base", "PT0.1S").put("cap", "PT1S");
        if (random.nextInt(10) == 0) {
            job.put("delay", "PT%dS".formatted(random.nextInt(1, 5)));
        }
        var event = job.putObject("payload").put("url", url).putObject("event").put("type", "chaos");
        event.putObject("data")
                .put("item", item)
                .put("refusals", random.nextInt(20) == 0 ? 0.5 : 0)
                .put("takes", takes());
        return job;
    }

    private int takes() {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextInt(1_000, 6_000);
            case 1, 2, 3 -> random.nextInt(20, 500);
            default -> 0;
        };
    }
}
