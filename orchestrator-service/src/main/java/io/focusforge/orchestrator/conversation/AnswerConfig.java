package io.focusforge.orchestrator.conversation;

import io.focusforge.common.sse.StreamsConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How answers in conversations are made, and followed. */
@ConfigMapping(prefix = "focusforge.answers")
public interface AnswerConfig extends StreamsConfig {
    /** How long a request that wants an answer in one piece waits for it; then it is told where to look (202). */
    @WithDefault("50S")
    Duration patience();

    /** Answers under way at one replica; more are refused as `overloaded`. */
    @WithDefault("1000")
    @Min(1)
    int maxRunning();

    /** How long memory-service may take to say what was said before, or to keep a message. */
    @WithDefault("3S")
    Duration memoryTimeout();

    /** An answer whose replica has not been heard of for this long has failed. */
    @WithDefault("15S")
    Duration lease();

    /** How often a replica says that its answers are under way, and hears which are to stop. */
    @WithDefault("1s")
    String renewEvery();

    /** How often answers of dead replicas, and messages that could not be kept yet, are looked for; `off` when another replica does it. */
    @WithDefault("5s")
    String sweepEvery();

    /** How long the words of an answer are in Redis for those who follow it; longer than an answer may take. */
    @WithDefault("10M")
    Duration eventsKept();

    @Override
    @WithDefault("100ms")
    Duration lookEvery();

    @Override
    @WithDefault("1H")
    Duration longest();

    @Override
    @WithDefault("5000")
    @Min(1)
    int maxStreams();

    @Override
    @WithDefault("1000")
    @Min(1)
    int maxStreamsPerTenant();
}
