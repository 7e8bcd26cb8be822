package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * What has to be known of a question until its messages are kept.
 *
 * @param content null where the question is kept already
 * @param parent null where it follows nothing
 * @param root whether it is the first of a branch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Asked(String content, UUID parent, boolean root) {}
