package io.focusforge.ai.step;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What a call does next. What a step throws is its failure, whatever it is: nobody else would tell the client. */
public final class Step {
    /** Of so many bytes what goes over all of them takes longer than the other calls of an event loop should wait. */
    public static final int LONG = 64 * 1024;

    private Step() {}

    public static <T> Future<T> of(Callable<Future<T>> step) {
        try {
            return step.call();
        } catch (Throwable failure) {
            return Future.failedFuture(failure);
        }
    }

    /** The same, told on the context of who asks. */
    public static <T> Future<T> here(Future<T> anywhere) {
        if (anywhere.isComplete()) {
            return anywhere;
        }
        Promise<T> told = promise();
        anywhere.onComplete(told);
        return told.future();
    }

    /** The same, told on the context of who asks. */
    public static <T> Future<T> here(CompletionStage<T> anywhere) {
        Promise<T> told = promise();
        var _ = anywhere.whenComplete((value, failure) -> {
            if (failure == null) {
                told.complete(value);
            } else {
                told.fail(Waiting.cause(failure));
            }
        });
        return told.future();
    }

    /** Work that waits or computes for long: on a virtual thread, in the context of who asks. */
    public static <T> Future<T> elsewhere(Callable<T> work) {
        Promise<T> done = promise();
        var context = (ContextInternal) Vertx.currentContext();
        Thread.ofVirtual().name("call").start(() -> {
            var before = context == null ? null : context.beginDispatch();
            try {
                done.complete(work.call());
            } catch (Throwable failure) {
                done.fail(failure);
            } finally {
                if (context != null) {
                    context.endDispatch(before);
                }
            }
        });
        return done.future();
    }

    /** Work that goes over so many bytes: at once when they are few. */
    public static <T> Future<T> over(int bytes, Callable<T> work) {
        return bytes > LONG ? elsewhere(work) : of(() -> Future.succeededFuture(work.call()));
    }

    /** Ends when one of these has ended, well or not, or the time is over. Never fails. */
    public static Future<Void> first(Duration atMost, CompletableFuture<?>... expected) {
        var over = new CompletableFuture<Void>().completeOnTimeout(null, atMost.toNanos(), TimeUnit.NANOSECONDS);
        var any = Arrays.copyOf(expected, expected.length + 1);
        any[expected.length] = over;
        return here(CompletableFuture.anyOf(any).<Void>handle((value, failure) -> {
            over.complete(null);
            return null;
        }));
    }

    /** The same step again and again, until it gives something or fails, without a stack that grows with them. */
    public static <T> Future<T> until(Callable<Future<Optional<T>>> step) {
        Promise<T> found = promise();
        again(step, found);
        return found.future();
    }

    private static <T> void again(Callable<Future<Optional<T>>> step, Promise<T> found) {
        of(step).onFailure(found::fail)
                .onSuccess(some -> some.ifPresentOrElse(found::complete, () -> again(step, found)));
    }

    /** Kept on the context of who asks: what waits for it goes on there. */
    public static <T> Promise<T> promise() {
        var context = (ContextInternal) Vertx.currentContext();
        return context == null ? Promise.promise() : context.promise();
    }
}
