package io.focusforge.chaos.world;

import io.focusforge.local.server.Ports;

/** What is written in the settings of servers and Sentinels. */
record SentinelSettings(String password) {
    static final String NAME = "ff";

    String master() {
        return """
                masterauth %s
                save ""
                repl-diskless-sync-delay 0
                maxmemory-policy noeviction
                min-replicas-to-write 1
                min-replicas-max-lag 2
                """.formatted(password);
    }

    String replicaOf(int master) {
        return master() + "replicaof %s %d".formatted(Ports.HOST, master);
    }

    String watching(int master) {
        return """
                sentinel monitor %1$s %2$s %3$d 2
                sentinel auth-pass %1$s %4$s
                sentinel sentinel-pass %4$s
                sentinel down-after-milliseconds %1$s 1000
                sentinel failover-timeout %1$s 5000
                """.formatted(NAME, Ports.HOST, master, password);
    }
}
