package io.focusforge.common.objects;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where large things are kept. */
@ConfigMapping(prefix = "focusforge.objects")
public interface ObjectsConfig {
    /**
     * `file:/directory`, which all replicas have to share, or `s3://bucket/prefix`. Absent: there is no object store, and what needs one is
     * refused.
     */
    Optional<URI> url();

    /** Where the bucket is, when it is not at Amazon: `http://minio:9000`. */
    Optional<URI> endpoint();

    /** The bucket's region. */
    @WithDefault("us-east-1")
    String region();

    /** The access key; without one the client looks where Amazon's clients do (environment, container, instance). */
    Optional<String> accessKey();

    /** The secret of the access key. */
    Optional<String> secretKey();

    /** Whether the bucket is a part of the path, as most other servers than Amazon's need it, or of the host name. */
    @WithDefault("true")
    boolean pathStyle();

    /** How long one operation may take, its repetitions included. */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 10)
    Duration timeout();
}
