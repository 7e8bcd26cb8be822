package io.focusforge.gateway.proxy;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How requests are passed to the services. */
@ConfigMapping(prefix = "focusforge.gateway")
public interface ProxyConfig {
    /** The largest body of a request; what is larger is refused as `payload_too_large`. */
    @WithDefault("2M")
    MemorySize maxBodySize();

    /** The same for uploads, whose bodies the services write to files: payloads of jobs. Not less than `max-body-size`. */
    @WithDefault("16M")
    MemorySize maxUploadSize();

    /** The same for documents, with what surrounds the file in a form, and for memories that are imported. No more than memory-service takes (`focusforge.http.max-upload-size` there). */
    @WithDefault("101M")
    MemorySize maxDocumentSize();

    /** The same for calls of models, which may hold images. No more than ai-service takes (`focusforge.http.max-body-size` there). */
    @WithDefault("8M")
    MemorySize maxModelBodySize();

    /** How long connecting to a service may take. */
    @WithDefault("2S")
    Duration connectTimeout();

    /** How long a whole answer may take, and how long the first byte of a stream; of an upload, how long nothing may come. */
    @WithDefault("60S")
    Duration answerTimeout();

    /** How long a stream of events or lines, or a file, may be silent; longer than the services' keep-alive comments are apart. */
    @WithDefault("30S")
    Duration streamIdleTimeout();

    /** Connections to each service. An open stream holds one; they are made when they are needed. */
    @WithDefault("12000")
    @Min(1)
    int maxConnections();

    /** Requests that may wait for a connection to a service; those beyond are refused as `overloaded`. */
    @WithDefault("1024")
    @Min(0)
    int maxWaiting();

    /** How long an unused connection to a service is kept; shorter than the services keep it. */
    @WithDefault("30S")
    Duration keepAlive();
}
