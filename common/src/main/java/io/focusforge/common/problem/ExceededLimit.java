package io.focusforge.common.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * The limit for which a request was refused.
 *
 * @param scope whose use is limited: key, user, tenant or model
 * @param subject its id or name; null for the tenant
 * @param dimension what is counted: requests, tokens, concurrent or money
 * @param freesAt when the same request would be admitted if nobody else used anything
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExceededLimit(String scope, String subject, String dimension, long limit, Instant freesAt) {}
