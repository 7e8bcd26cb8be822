package io.focusforge.chaos;

import io.focusforge.chaos.history.Event;
import io.focusforge.chaos.history.Recorder;
import io.focusforge.chaos.world.Wait;
import io.focusforge.chaos.world.World;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets faults happen one after the other, each when work has gone on after the one before. */
final class Faults {
    private final World world;
    private final Recorder recorder;
    private final Options options;
    private final Consumer<String> say;
    private final Strike strike;
    private final long began = Event.now();

    Faults(World world, Recorder recorder, Options options, Consumer<String> say) {
        this.world = world;
        this.recorder = recorder;
        this.options = options;
        this.say = say;
        this.strike = new Strike(world, options.timing());
    }

    void all(Plan plan) throws IOException {
        var deadline = options.lasts().map(lasts -> System.nanoTime() + lasts.toNanos());
        for (var number = 0;
                deadline.isPresent() ? System.nanoTime() < deadline.get() : number < plan.round();
                number++) {
            one(number, plan.next());
        }
    }

    private void one(int number, Step step) throws IOException {
        strike.awaitWhole();
        var start = Event.now();
        recorder.record(new Event.FaultBegan(start, number, step.toString()));
        strike.strike(step);
        var end = Event.now();
        recorder.record(new Event.FaultEnded(end, number, step.toString()));
        var wentOn = Wait.until(options.goesOnWithin(), new GoingOn(world.witness(), recorder, end));
        say.accept("%7.1f s  %-40s took %.1f s, %s"
                .formatted(seconds(start - began), step, seconds(end - start), verdict(wentOn, end)));
        Wait.pause(step.quiet());
    }

    private static String verdict(boolean wentOn, long end) {
        return wentOn ? "work went on after %.1f s".formatted(seconds(Event.now() - end)) : "WORK STOOD STILL";
    }

    private static double seconds(long micros) {
        return micros / (double) TimeUnit.SECONDS.toMicros(1);
    }
}
