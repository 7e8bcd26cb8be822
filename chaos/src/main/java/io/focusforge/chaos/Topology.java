package io.focusforge.chaos;

import io.focusforge.chaos.world.Redis;
import io.focusforge.chaos.world.SentinelRedis;
import io.focusforge.chaos.world.SingleRedis;
import io.focusforge.chaos.world.World;
import java.util.Locale;

/** The shapes of Redis that runs are made with. */
public enum Topology {
    SINGLE,
    SENTINEL;

    Redis start(World.Setup setup) {
        return switch (this) {
            case SINGLE -> new SingleRedis(setup.directory(), setup.workers());
            case SENTINEL -> new SentinelRedis(setup.directory());
        };
    }

    static Topology of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
