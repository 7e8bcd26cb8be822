package io.focusforge.worker.extract;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Reading files as text, in processes of their own. */
@ConfigMapping(prefix = "focusforge.extract")
public interface ExtractConfig {
    /** The largest file that is read. */
    @WithDefault("100M")
    MemorySize maxSize();

    /** How many characters of text one document may have. */
    @WithDefault("100000000")
    @Min(1000)
    @Max(1000000000)
    int maxCharacters();

    /** How long reading one document may take; then its process is killed. */
    @WithDefault("2M")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 30)
    Duration timeout();

    /** How many documents are read at once, each in a process of its own; others wait. */
    @WithDefault("2")
    @Min(1)
    @Max(32)
    int processes();

    /** The heap of one process. Resident it is some 100 MB more, besides what the service itself takes. */
    @WithDefault("256M")
    MemorySize memory();

    /** The home of the Java that reads files. That of the service itself, when it is not set; a native executable has none. */
    Optional<Path> javaHome();

    /** What that Java reads files with, as it takes class paths. The service's own libraries, when it is not set. */
    Optional<String> classPath();

    /** After so many documents a process makes room for a fresh one. */
    @WithDefault("200")
    @Min(1)
    @Max(100000)
    int documentsPerProcess();

    /** A process that has had nothing to read for so long is ended. */
    @WithDefault("30S")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration idle();

    /** How many pixels a picture may have of which a thumbnail is made. */
    @WithDefault("50000000")
    @Min(1000)
    @Max(1000000000)
    int maxPixels();

    /** The longer edge of a thumbnail, in pixels. */
    @WithDefault("512")
    @Min(16)
    @Max(2048)
    int thumbnailEdge();
}
