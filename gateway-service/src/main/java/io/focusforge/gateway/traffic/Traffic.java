package io.focusforge.gateway.traffic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Counts and times requests. Cheap enough for every one of them: meters are made once and found by index. */
@ApplicationScoped
public class Traffic {
    /** What a request that its client gave up is counted as, after nginx's status. */
    public static final int CLIENT_GONE = 499;

    private static final List<HttpMethod> METHODS =
            List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final String[] CLASSES = {"other", "1xx", "2xx", "3xx", "4xx", "5xx"};
    private static final Route[] ROUTES = Route.values();
    private static final double[] PERCENTILES = {0.5, 0.95, 0.99};
    private static final Duration PERCENTILES_OVER = Duration.ofMinutes(2);
    /** What nineteen of twenty answers are to take at most. */
    private static final Duration TARGET = Duration.ofMillis(200);

    private final MeterRegistry meters;
    private final AtomicReferenceArray<Timer> timers = new AtomicReferenceArray<>(ROUTES.length * (METHODS.size() + 1));
    private final AtomicReferenceArray<Counter> slow = new AtomicReferenceArray<>(timers.length());
    private final AtomicReferenceArray<Counter> counters = new AtomicReferenceArray<>(timers.length() * CLASSES.length);

    Traffic(MeterRegistry meters) {
        this.meters = meters;
    }

    public void record(Route route, HttpMethod method, int status, long nanos) {
        var index = route.ordinal() * (METHODS.size() + 1) + METHODS.indexOf(method) + 1;
        timer(index).record(nanos, TimeUnit.NANOSECONDS);
        counter(index, statusClass(status)).increment();
        if (nanos > TARGET.toNanos()) {
            slow.get(index).increment();
        }
    }

    /** What has passed so far, per route and method that was used. */
    public List<Passed> passed() {
        var all = new ArrayList<Passed>();
        for (var index = 0; index < timers.length(); index++) {
            var timer = timers.get(index);
            if (timer != null) {
                all.add(Passed.of(routeLabel(index), methodLabel(index), timer, count(index, 4), count(index, 5)));
            }
        }
        return all;
    }

    private Timer timer(int index) {
        var timer = timers.get(index);
        if (timer == null) {
            timer = Timer.builder("focusforge.gateway.requests")
                    .description("Time from a request's headers to the end of its answer")
                    .tags("route", routeLabel(index), "method", methodLabel(index))
                    .publishPercentiles(PERCENTILES)
                    .distributionStatisticExpiry(PERCENTILES_OVER)
                    .register(meters);
            slow.set(
                    index,
                    Counter.builder("focusforge.gateway.slow")
                            .description("Answers that took longer than 200 ms")
                            .tags("route", routeLabel(index), "method", methodLabel(index))
                            .register(meters));
            timers.set(index, timer);
        }
        return timer;
    }

    private Counter counter(int index, int statusClass) {
        var at = index * CLASSES.length + statusClass;
        var counter = counters.get(at);
        if (counter == null) {
            counter = Counter.builder("focusforge.gateway.answers")
                    .description("Answers by the class of their status")
                    .tags("route", routeLabel(index), "method", methodLabel(index), "status", CLASSES[statusClass])
                    .register(meters);
            counters.set(at, counter);
        }
        return counter;
    }

    private long count(int index, int statusClass) {
        var counter = counters.get(index * CLASSES.length + statusClass);
        return counter == null ? 0 : (long) counter.count();
    }

    private static int statusClass(int status) {
        var hundreds = status / 100;
        return hundreds > 0 && hundreds < CLASSES.length ? hundreds : 0;
    }

    private static String routeLabel(int index) {
        return ROUTES[index / (METHODS.size() + 1)].label();
    }

    private static String methodLabel(int index) {
        var method = index % (METHODS.size() + 1);
        return method == 0 ? "other" : METHODS.get(method - 1).name();
    }
}
