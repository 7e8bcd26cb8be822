package io.focusforge.memory.embedding;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.focusforge.common.trace.TraceContext;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The part of ai-service's API that is used here, with those fields that are read. */
@Path("/v1/embeddings")
@RegisterRestClient(configKey = "ai")
interface AiService {
    @POST
    Uni<Answer> embed(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(TraceContext.HEADER) String traceparent,
            Request request);

    record Request(
            String model,
            List<String> input,
            @JsonProperty("encoding_format") String encodingFormat) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(List<Item> data) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Item(int index, String embedding) {}
}
