package io.focusforge.orchestrator.saga;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Predicate;

/** For a saga that stands for something which goes on by itself: ends that along with a saga that an operator abandons. */
@FunctionalInterface
public interface SagaAbandonment {
    /**
     * Both end in one transaction, or neither does.
     *
     * @param input of the saga
     * @param end ends the saga, in the transaction that it is given; false when it has ended already
     * @return what {@code end} says
     */
    boolean abandon(SagaKey saga, JsonNode input, Predicate<SqlConnection> end);
}
