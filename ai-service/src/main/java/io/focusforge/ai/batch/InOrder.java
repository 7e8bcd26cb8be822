package io.focusforge.ai.batch;

import io.focusforge.ai.step.Step;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Does work on a list, some of it at once, and gives back what came of it in the order of the list. */
final class InOrder<T, R> {
    private final Iterator<Place<T, R>> rest;
    private final Function<T, Future<R>> work;

    private InOrder(List<Place<T, R>> places, Function<T, Future<R>> work) {
        this.rest = places.iterator();
        this.work = work;
    }

    private record Place<T, R>(T item, Promise<R> result) {}

    /** @param work is begun on the context of who asks, and ends there */
    static <T, R> Future<List<R>> map(List<T> items, int atOnce, Function<T, Future<R>> work) {
        var places = items.stream()
                .map(item -> new Place<T, R>(item, Step.promise()))
                .toList();
        var inOrder = new InOrder<>(places, work);
        Stream.generate(() -> inOrder).limit(Math.min(atOnce, items.size())).forEach(InOrder::goOn);
        return Future.all(places.stream().map(place -> place.result().future()).toList())
                .map(all -> all.list());
    }

    /** One behind the other; what is done at once needs no turn of its own, so that a stack does not grow with the list. */
    private void goOn() {
        while (rest.hasNext()) {
            var place = rest.next();
            var done = Step.of(() -> work.apply(place.item())).onComplete(place.result());
            if (!done.isComplete()) {
                done.onComplete(now -> goOn());
                return;
            }
        }
    }
}
