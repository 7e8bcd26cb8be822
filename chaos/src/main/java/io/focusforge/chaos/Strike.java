package io.focusforge.chaos;

import io.focusforge.chaos.world.Line;
import io.focusforge.chaos.world.Redis;
import io.focusforge.chaos.world.SentinelRedis;
import io.focusforge.chaos.world.SingleRedis;
import io.focusforge.chaos.world.Wait;
import io.focusforge.chaos.world.Worker;
import io.focusforge.chaos.world.World;
import io.focusforge.local.server.Signal;
import java.io.IOException;
import java.util.List;

/** Does to a world what a step says. A fault has ended when what was struck can be used again, or when others are there to go on. */
final class Strike {
    private final World world;
    private final Timing timing;

    Strike(World world, Timing timing) {
        this.world = world;
        this.timing = timing;
    }

    /** Everything is there that the step needs, so that a fault does not strike what an earlier one has broken. */
    void awaitWhole() {
        world.workers().forEach(Worker::awaitReady);
        if (world.redis() instanceof SentinelRedis redis) {
            redis.awaitReplicas();
        }
    }

    void strike(Step step) throws IOException {
        var worker = world.workers().get(step.worker());
        switch (step.fault()) {
            case KILL_WORKER -> restart(worker, Signal.KILL);
            case ROLL_WORKER -> restart(worker, Signal.TERM);
            case KILL_ALL_WORKERS -> killAll();
            case FREEZE_WORKER -> freeze(worker);
            case FLUSH_REDIS -> world.redis().flush();
            case POSTGRES_FAST -> world.restartPostgres(Signal.INT);
            case POSTGRES_IMMEDIATE -> world.restartPostgres(Signal.QUIT);
            case REDIS_KILL -> killRedis(step);
            case CUT_RESETS -> cut(step, Line.Cut.RESETS, lines().subList(step.worker(), step.worker() + 1));
            case CUT_HOLDS -> cut(step, Line.Cut.HOLDS, lines().subList(step.worker(), step.worker() + 1));
            case CUT_FORGETS -> cut(step, Line.Cut.FORGETS, lines().subList(step.worker(), step.worker() + 1));
            case CUT_ALL -> cut(step, Line.Cut.FORGETS, lines());
            case MASTER_KILL -> sentinel(world.redis()).killMaster();
            case MASTER_FREEZE -> sentinel(world.redis()).freezeMaster();
            case FAIL_OVER -> sentinel(world.redis()).failOver();
        }
    }

    /** The others go on meanwhile: nobody waits for it to be ready. */
    private static void restart(Worker worker, Signal signal) {
        worker.end(signal);
        worker.start();
    }

    private void killAll() {
        world.workers().forEach(worker -> restart(worker, Signal.KILL));
        Wait.need("a worker", timing.settled(), () -> world.workers().stream().anyMatch(Worker::isReady));
    }

    private void freeze(Worker worker) {
        worker.send(Signal.STOP);
        try {
            Wait.pause(timing.pastLease());
        } finally {
            worker.send(Signal.CONT);
        }
    }

    private void killRedis(Step step) {
        single(world.redis()).kill();
        Wait.pause(step.lasts());
        single(world.redis()).start();
    }

    private static void cut(Step step, Line.Cut how, List<Line> lines) {
        lines.forEach(line -> line.cut(how));
        Wait.pause(step.lasts());
        lines.forEach(Line::heal);
    }

    private List<Line> lines() {
        return single(world.redis()).lines();
    }

    private static SingleRedis single(Redis redis) {
        return (SingleRedis) redis;
    }

    private static SentinelRedis sentinel(Redis redis) {
        return (SentinelRedis) redis;
    }
}
