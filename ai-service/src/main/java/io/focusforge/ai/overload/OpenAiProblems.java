package io.focusforge.ai.overload;

import io.focusforge.ai.error.OpenAiError;
import io.focusforge.common.problem.Problem;
import io.focusforge.common.problem.ProblemWriter;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** Refuses as OpenAI does under {@code /v1}. */
@Singleton
@Alternative
@Priority(1)
class OpenAiProblems extends ProblemWriter {
    @Override
    protected void write(String path, Problem problem, HttpServerResponse response) {
        if (path.startsWith("/v1/")) {
            end(response, "application/json", OpenAiError.of(problem));
        } else {
            super.write(path, problem, response);
        }
    }
}
