package io.focusforge.memory.documents;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Uploads of documents. */
@ConfigMapping(prefix = "focusforge.documents")
public interface DocumentsConfig {
    /** The largest file that is taken; `focusforge.http.max-upload-size` has to leave some room above it. */
    @WithDefault("100M")
    MemorySize maxSize();

    /** Uploads that a replica takes at a time; those beyond are refused as `overloaded`. Each needs room for its file in `spool-directory`. */
    @WithDefault("32")
    @Min(1)
    @Max(10000)
    int maxUploads();

    /** How long an upload may take as a whole. */
    @WithDefault("15M")
    Duration uploadTimeout();

    /** Where uploads are written while they come. */
    @WithDefault("${java.io.tmpdir}/focusforge-uploads")
    String spoolDirectory();

    /** How long fetching a document from a URL may take. */
    @WithDefault("30s")
    Duration fetchTimeout();

    /** Hosts, by the exact name in the URL, that documents may be fetched from although their address is not public. For trying out. */
    Optional<Set<String>> allowedPrivateHosts();

    /** How often to look for what crashes have left: files that nobody refers to, documents whose worker gave up on them. */
    @WithDefault("60s")
    String sweepEvery();

    /** How long a file is kept that no document refers to, or not yet; longer than an upload may take. */
    @WithDefault("1H")
    Duration keptUnused();

    /** A document of which nothing was heard for this long is asked about at the worker. */
    @WithDefault("2M")
    Duration quietFor();
}
