package io.focusforge.ai.embedding;

import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * Joins what several callers want done within a moment into one piece of work. A group is closed when it is full or the first of it has
 * waited long enough, whichever comes first; nobody waits for the work of another group.
 *
 * @param <K> what has to be alike for items to be done together
 */
final class Coalescer<K, T, R> {
    private final Bounds bounds;
    private final Work<K, T, R> work;
    private final BiConsumer<Duration, Runnable> timer;
    private final Executor executor;
    private final ConcurrentHashMap<K, Group> open = new ConcurrentHashMap<>();

    /**
     * @param timer runs something after a while
     * @param executor begins the work of every group by itself
     */
    Coalescer(Bounds bounds, Work<K, T, R> work, BiConsumer<Duration, Runnable> timer, Executor executor) {
        this.bounds = bounds;
        this.work = work;
        this.timer = timer;
        this.executor = executor;
    }

    /** How much a group holds, and how long its first item waits for more. */
    record Bounds(int most, Duration longest) {}

    /** What is done with a group. */
    interface Work<K, T, R> {
        /** Gives one result for each item, in their order. */
        Future<List<R>> run(K key, List<T> items);

        /** Whether one item may have spoilt it for the others, so that each is to be tried by itself. */
        boolean isFaultOfOne(Throwable failure);
    }

    private record Ticket<T, R>(T item, CompletableFuture<R> result) {}

    private final class Group {
        private final K key;
        private final List<Ticket<T, R>> tickets = new ArrayList<>();
        private int weight;

        Group(K key) {
            this.key = key;
        }
    }

    /** @param weight how much of a group the item takes; one that is larger than a group has its own */
    CompletableFuture<R> add(K key, T item, int weight) {
        var ticket = new Ticket<>(item, new CompletableFuture<R>());
        var closed = new ArrayList<Group>(2);
        open.compute(key, (same, group) -> join(ticket, weight, group, key, closed));
        closed.forEach(this::start);
        return ticket.result();
    }

    private Group join(Ticket<T, R> ticket, int weight, Group present, K key, List<Group> closed) {
        var group = present;
        if (group != null && group.weight + weight > bounds.most()) {
            closed.add(group);
            group = null;
        }
        if (group == null) {
            var fresh = new Group(key);
            timer.accept(bounds.longest(), () -> closeInTime(fresh));
            group = fresh;
        }
        group.tickets.add(ticket);
        group.weight += weight;
        if (group.weight >= bounds.most()) {
            closed.add(group);
            return null;
        }
        return group;
    }

    private void closeInTime(Group group) {
        if (open.remove(group.key, group)) {
            start(group);
        }
    }

    private void start(Group group) {
        executor.execute(() -> run(group.key, group.tickets));
    }

    private void run(K key, List<Ticket<T, R>> tickets) {
        Step.of(() -> work.run(key, tickets.stream().map(Ticket::item).toList()))
                .onSuccess(results -> {
                    for (var i = 0; i < tickets.size(); i++) {
                        tickets.get(i).result().complete(results.get(i));
                    }
                })
                .onFailure(failure -> {
                    if (tickets.size() > 1 && work.isFaultOfOne(failure)) {
                        tickets.forEach(ticket -> executor.execute(() -> run(key, List.of(ticket))));
                    } else {
                        tickets.forEach(ticket -> ticket.result().completeExceptionally(failure));
                    }
                });
    }
}
